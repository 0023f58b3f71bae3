package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"strings"

	"pressmark/assets"
	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// assetNames gives each asset the address it is published at. The name holds a
// fingerprint of the content, so that browsers may keep it for ever.
type assetNames map[string]string

// url is the address of an asset; "" if there is none of the name.
func (n assetNames) url(name string) string { return n[name] }

// assets plans a file for each asset.
func (p *planner) assets() {
	p.library.assets = assetNames{}
	files := p.options.Assets
	if files == nil {
		files = assets.FS
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		p.faults = append(p.faults, fault.New("assets", 0, 0, "", "%s", err))
		return
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || strings.HasPrefix(name, ".") {
			continue
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			p.faults = append(p.faults, fault.New("assets/"+name, 0, 0, "", "%s", err))
			continue
		}
		p.asset(name, content)
	}
	if p.library.assets["code.css"] != "" {
		return // the site's own
	}
	var code bytes.Buffer
	if err := source.ChromaCSS(&code); err != nil {
		p.faults = append(p.faults, err)
		return
	}
	p.asset("code.css", code.Bytes())
}

func (p *planner) asset(name string, content []byte) {
	ext := path.Ext(name)
	if ext == ".css" {
		content = squeeze(p.based(content))
	}
	if ext == ".js" {
		content = squeezeScript(spoken(content, p.words))
	}
	sum := sha256.Sum256(content)
	url := "/assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
	p.library.assets[name] = url
	p.file("assets/"+name, url, []string{"assets/" + name}, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// based makes rules of the style sheet that tell links by their address, as in
// [href*="/people/"], fit the place that the site is served from.
func (p *planner) based(css []byte) []byte {
	if p.options.Relative {
		return css // then any such part of an address will do
	}
	return bytes.ReplaceAll(css, []byte(`[href*="/`), []byte(`[href^="`+p.links.base))
}
