package archive

// Rarity says how much it tells that an article names the entity: the inverse
// document frequency in sixteenths of a binary order, at least 1. Related
// weighs by it; Company tells equals apart.
func (a *Archive) Rarity(e *Entity) int { return int(e.rarity) }
