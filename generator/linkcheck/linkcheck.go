// Package linkcheck asks other hosts whether the pages that are linked to are
// still there.
//
// Call Check with the addresses. It is gentle: one request at a time to a host,
// with a pause between two, and few tries.
package linkcheck

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options bound what Check does. What is zero has a default.
type Options struct {
	Client    *http.Client  // its redirects are not followed; the default has a timeout of 20 seconds
	Agent     string        // the User-Agent header
	Pause     time.Duration // between two requests to one host; 1 second
	Retries   int           // after an answer that may be passing, with a growing pause; 2, none if negative
	Hosts     int           // that are asked at once; 8
	Done      func(n int)   // is told how many addresses are checked; may be nil
	LongPause time.Duration // the most that a host may ask us to wait; 30 seconds
}

// A State is what became of an address.
type State uint8

const (
	Alive       State = iota
	Moved             // for good, to Result.To
	Gone              // 404 or 410, or a host that no longer exists
	Forbidden         // it is there, but not for programs: 401, 403, 429
	Unreachable       // nothing, or an error of the server; may be passing
)

var states = [...]string{"alive", "moved", "gone", "forbidden", "unreachable"}

// String is the state in a word.
func (s State) String() string { return states[s] }

// A Result is what is known of one address.
type Result struct {
	URL    string
	State  State
	Status int    // of the last answer; 0 if there was none
	To     string // where it has moved, absolute
	Why    string // of Gone and Unreachable without an answer
}

// Check asks for every address once and returns what it found, in their order.
// It ends early, with what it has and Unreachable for the others, when ctx does.
func Check(ctx context.Context, addresses []string, o Options) []Result {
	o.fill()
	results := make([]Result, len(addresses))
	hosts := map[string][]int{}
	var order []string
	for i, address := range addresses {
		results[i] = Result{URL: address, State: Unreachable, Why: "was not asked"}
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			results[i].Why = "is no address of the web"
			continue
		}
		host := strings.ToLower(u.Host)
		if hosts[host] == nil {
			order = append(order, host)
		}
		hosts[host] = append(hosts[host], i)
	}
	slices.Sort(order)
	var done counter
	var wait sync.WaitGroup
	queue := make(chan string)
	for range min(o.Hosts, len(order)) {
		wait.Go(func() {
			for host := range queue {
				for n, i := range hosts[host] {
					if n > 0 && !sleep(ctx, o.Pause) {
						break
					}
					results[i] = o.ask(ctx, addresses[i])
					done.add(o.Done)
				}
			}
		})
	}
	for _, host := range order {
		queue <- host
	}
	close(queue)
	wait.Wait()
	return results
}

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add(tell func(int)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n++; tell != nil {
		tell(c.n)
	}
}

func (o *Options) fill() {
	if o.Client == nil {
		o.Client = &http.Client{Timeout: 20 * time.Second}
	}
	client := *o.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	o.Client = &client
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	if o.LongPause == 0 {
		o.LongPause = 30 * time.Second
	}
	if o.Hosts == 0 {
		o.Hosts = 8
	}
	if o.Retries == 0 {
		o.Retries = 2
	}
}

// sleep waits; false if ctx ended before.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// ask asks for one address until the answer is not one that may pass.
func (o *Options) ask(ctx context.Context, address string) Result {
	var result Result
	pause := o.Pause
	for try := 0; ; try++ {
		var after time.Duration
		result, after = o.once(ctx, address)
		passing := result.State == Unreachable || result.Status == http.StatusTooManyRequests
		if !passing || try >= o.Retries || ctx.Err() != nil {
			return result
		}
		pause *= 2
		if !sleep(ctx, min(max(pause, after), o.LongPause)) {
			return result
		}
	}
}

// manyRedirects is how many redirects are followed.
const manyRedirects = 8

// once asks for an address and follows its redirects, by HEAD, and by GET where
// a server does not answer that. It also returns how long the host asks to wait.
func (o *Options) once(ctx context.Context, address string) (Result, time.Duration) {
	result := Result{URL: address}
	method, at, forGood := http.MethodHead, address, true
	for range manyRedirects {
		status, header, err := o.request(ctx, method, at)
		if err != nil {
			result.State, result.Why = Unreachable, reason(err)
			var name *net.DNSError
			if errors.As(err, &name) && name.IsNotFound {
				result.State, result.Why = Gone, "its host is not known any more"
			}
			return result, 0
		}
		result.Status = status
		switch {
		case method == http.MethodHead && (status == http.StatusForbidden || status == http.StatusNotFound || status == http.StatusMethodNotAllowed ||
			status == http.StatusNotImplemented || status == http.StatusBadRequest || status == http.StatusNotAcceptable):
			method = http.MethodGet // some servers answer HEAD wrongly
			continue
		case status >= 300 && status < 400 && header.Get("Location") != "":
			next, err := redirected(at, header.Get("Location"))
			if err != nil {
				result.State, result.Why = Unreachable, "leads to no address"
				return result, 0
			}
			forGood = forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
			at, method = next, http.MethodHead
			continue
		}
		result.State = stateOf(status)
		if result.State == Alive && forGood && at != address {
			result.State, result.To = Moved, at
		}
		return result, retryAfter(header)
	}
	result.State, result.Why = Unreachable, "leads round in circles"
	return result, 0
}

func stateOf(status int) State {
	switch {
	case status == http.StatusNotFound || status == http.StatusGone:
		return Gone
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusTooManyRequests || status == http.StatusUnavailableForLegalReasons:
		return Forbidden
	case status >= 200 && status < 400:
		return Alive
	}
	return Unreachable
}

// redirected is the address that a redirect leads to; one without a fragment
// keeps that of the old.
func redirected(from, location string) (string, error) {
	base, err := url.Parse(from)
	if err != nil {
		return "", err
	}
	next, err := base.Parse(location)
	if err != nil || next.Scheme != "http" && next.Scheme != "https" || next.Host == "" {
		return "", errors.New("no address of the web")
	}
	if next.Fragment == "" {
		next.Fragment = base.Fragment
	}
	return next.String(), nil
}

// maxBody is how much of an answer is read, so that the connection can be used
// again.
const maxBody = 64 << 10

func (o *Options) request(ctx context.Context, method, address string) (int, http.Header, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("User-Agent", o.Agent)
	request.Header.Set("Accept", "text/html,*/*;q=0.8")
	response, err := o.Client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	io.CopyN(io.Discard, response.Body, maxBody)
	return response.StatusCode, response.Header, nil
}

// retryAfter is how long a host asks to wait, in seconds; other forms of the
// header count for nothing.
func retryAfter(header http.Header) time.Duration {
	seconds, err := strconv.Atoi(header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

// reason is what is behind an error of the client, without the address.
func reason(err error) string {
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return "does not answer in time"
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return err.Error()
}
