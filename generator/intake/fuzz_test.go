package intake

import (
	"fmt"
	"testing"
	"time"
)

// hurry stops the program, with the input to blame, if it takes too long.
func hurry(t *testing.T, input any) {
	timer := time.AfterFunc(20*time.Second, func() { panic(fmt.Sprintf("too slow: %q", input)) })
	t.Cleanup(func() { timer.Stop() })
}
