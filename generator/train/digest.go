package train

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
)

// Digest returns the SHA-256 of a file, which a model's header names its data by.
func Digest(path string) (string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), nil
}
