package source

// A tree is the parsed body, by which WriteHTML prints it.
type tree struct{}
