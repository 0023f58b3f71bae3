package generator

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asNobody runs the test of the given name again as a user who may not write
// and read anywhere, and returns what it prints.
func asNobody(t *testing.T, folder string) string {
	t.Helper()
	const nobody = 65534
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	child.Env = append(os.Environ(), "PRESSMARK_TEST_FOLDER="+folder, "TMPDIR=/tmp")
	child.Dir = "/"
	if os.Geteuid() == 0 {
		// The test binary may lie where nobody can go.
		copied := filepath.Join(folder, "program")
		data, err := os.ReadFile(os.Args[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copied, data, 0o755); err != nil {
			t.Fatal(err)
		}
		defer os.Remove(copied)
		child.Path = copied
		child.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := child.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// openToAll makes a site in a folder that every user can reach.
func openToAll(t *testing.T) *testSite {
	t.Helper()
	folder, err := os.MkdirTemp("/tmp", "pressmark-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		filepath.WalkDir(folder, func(name string, _ os.DirEntry, _ error) error { return os.Chmod(name, 0o755) })
		os.RemoveAll(folder)
	})
	os.Chmod(folder, 0o755)
	s := &testSite{t, DefaultConfig(folder)}
	s.write("seeds/first.md", article("First", "2024-05-14", "Anna Larsson", "Oslo"))
	s.write("seeds/second.md", article("Second", "2024-06-01", "Bo Ek", "Lund"))
	return s
}

// tell builds the site in the folder that the environment names and prints what
// is wrong; false if this is not the process that is to do so.
func tell() bool {
	folder := os.Getenv("PRESSMARK_TEST_FOLDER")
	if folder == "" {
		return false
	}
	_, err := Build(context.Background(), DefaultConfig(folder), nil)
	fmt.Printf("\nTOLD %v\n", err)
	return true
}

func told(out string) string {
	_, after, _ := strings.Cut(out, "TOLD ")
	first, _, _ := strings.Cut(after, "\n")
	return first
}

func TestUnreadableArticle(t *testing.T) {
	if tell() {
		return
	}
	s := openToAll(t)
	s.build()
	before := s.published()
	os.Chmod(filepath.Join(s.cfg.Folder, "seeds/second.md"), 0)
	if got := told(asNobody(t, s.cfg.Folder)); !strings.Contains(got, "seeds/second.md: cannot be read: permission denied; check that it exists and may be read") {
		t.Errorf("told %q", got)
	}
	if !equalFiles(s.published(), before) {
		t.Error("the last site is not as it was")
	}
}

func TestReadOnlyOutput(t *testing.T) {
	if tell() {
		return
	}
	s := openToAll(t)
	s.build()
	before := s.published()
	s.write("seeds/second.md", article("Second", "2024-06-01", "Bo Ek", "Malmö"))
	filepath.WalkDir(filepath.Join(s.cfg.Folder, "public"), func(name string, entry os.DirEntry, _ error) error {
		if entry.IsDir() {
			return os.Chmod(name, 0o555)
		}
		return os.Chmod(name, 0o444)
	})
	if got := told(asNobody(t, s.cfg.Folder)); !strings.Contains(got, "public: the output cannot be written: ") || !strings.Contains(got, "choose another folder with -d") {
		t.Errorf("told %q", got)
	}
	if !equalFiles(s.published(), before) {
		t.Error("the last site is not as it was")
	}
}

func TestFullDisk(t *testing.T) {
	s := newTestSite(t)
	public := filepath.Join(s.cfg.Folder, "public")
	os.Mkdir(public, 0o755)
	if err := syscall.Mount("tmpfs", public, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("a small disk cannot be made here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(public, syscall.MNT_DETACH) })
	s.build()
	before := s.published()
	for i := range 60 { // more than the disk holds
		s.write(fmt.Sprintf("seeds/more%d.md", i), article(fmt.Sprintf("More %d", i), "2024-06-01", "Bo Ek", "Lund")+strings.Repeat("\nThe rain went on for a long time over the hills.\n", 400))
	}
	_, err := Build(context.Background(), s.cfg, nil)
	if err == nil || !strings.Contains(err.Error(), "public: the disk is full; make room and build again; the last site is still there") {
		t.Errorf("told %v", err)
	}
	if !equalFiles(s.published(), before) {
		t.Error("the last site is not as it was")
	}
	for i := range 60 {
		s.remove(fmt.Sprintf("seeds/more%d.md", i))
	}
	s.build()
	if !equalFiles(s.published(), before) {
		t.Error("the build after is not right")
	}
}

// Times of files say nothing: a clock that was set back, or a copy that kept
// the old time, must not hide an edit.
func TestClockSetBack(t *testing.T) {
	s := newTestSite(t)
	s.build()
	at := filepath.Join(s.cfg.Folder, "seeds/first.md")
	info, err := os.Stat(at)
	if err != nil {
		t.Fatal(err)
	}
	for _, when := range []time.Time{info.ModTime(), info.ModTime().Add(-48 * time.Hour), time.Now().Add(48 * time.Hour), time.Unix(0, 0)} {
		data, _ := os.ReadFile(at)
		place := map[bool][2]string{true: {"Oslo", "Lund"}, false: {"Lund", "Oslo"}}[strings.Contains(string(data), "Oslo")]
		s.write("seeds/first.md", strings.ReplaceAll(string(data), place[0], place[1])) // of the same size
		if err := os.Chtimes(at, when, when); err != nil {
			t.Fatal(err)
		}
		s.build()
		if page := s.files("public")["/2024/05/first/index.html"]; !strings.Contains(page, place[1]) || strings.Contains(page, place[0]) {
			t.Errorf("an edit dated %v is not published", when)
		}
		s.sameAsClean("clock set back")
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	s := newTestSite(t)
	for i := range 20 {
		s.write(fmt.Sprintf("seeds/more%d.md", i), article(fmt.Sprintf("More %d", i), "2024-06-01", "Bo Ek", "Lund"))
	}
	errs := make(chan error)
	for range 3 {
		go func() {
			_, err := Build(context.Background(), s.cfg, nil)
			errs <- err
		}()
	}
	for range 3 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	s.sameAsClean("two builds at once")
}

// published are the files of the site, without those that only Pressmark reads.
func (s *testSite) published() map[string]string {
	files := s.files("public")
	for name := range files {
		if strings.HasPrefix(name, "/.pressmark") {
			delete(files, name)
		}
	}
	return files
}

func equalFiles(x, y map[string]string) bool {
	if len(x) != len(y) {
		return false
	}
	for name, data := range x {
		if other, ok := y[name]; !ok || other != data {
			return false
		}
	}
	return true
}
