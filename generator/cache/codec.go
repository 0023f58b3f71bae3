package cache

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
)

// Encode turns a value into bytes: its numbers, booleans, strings, slices,
// pointers and structs in order of declaration, with nothing to tell them
// apart. Only Decode of the same program, into the same type, can read them,
// which a Key that names the program makes sure of. Unexported fields, maps,
// interfaces and floating-point numbers are a mistake in the program: it
// panics.
func Encode(value any) []byte { return encode(nil, reflect.ValueOf(value)) }

func encode(to []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return append(to, 1)
		}
		return append(to, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(to, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(to, v.Uint())
	case reflect.String:
		to = binary.AppendUvarint(to, uint64(v.Len()))
		return append(to, v.String()...)
	case reflect.Slice:
		if v.IsNil() {
			return append(to, 0)
		}
		to = binary.AppendUvarint(to, uint64(v.Len())+1)
		for i := range v.Len() {
			to = encode(to, v.Index(i))
		}
		return to
	case reflect.Array:
		for i := range v.Len() {
			to = encode(to, v.Index(i))
		}
		return to
	case reflect.Pointer:
		if v.IsNil() {
			return append(to, 0)
		}
		return encode(append(to, 1), v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				panic(fmt.Sprintf("cache: %s has an unexported field", v.Type()))
			}
			to = encode(to, v.Field(i))
		}
		return to
	}
	panic(fmt.Sprintf("cache: a %s cannot be encoded", v.Type()))
}

var errShort = errors.New("cache: the value is cut short")

// Decode is the inverse of Encode; into is a pointer. It copies every string,
// so that keeping one does not keep all of data.
func Decode(data []byte, into any) error {
	d := decoder{data: data}
	d.decode(reflect.ValueOf(into).Elem())
	if d.err == nil && len(d.data) > 0 {
		d.err = errors.New("cache: the value has a rest")
	}
	return d.err
}

type decoder struct {
	data []byte
	err  error
}

// take returns the next n bytes, nil if there are not so many.
func (d *decoder) take(n uint64) []byte {
	if d.err != nil || n > uint64(len(d.data)) {
		d.err = errShort
		return nil
	}
	part := d.data[:n]
	d.data = d.data[n:]
	return part
}

func (d *decoder) number() uint64 {
	n, size := binary.Uvarint(d.data)
	if size <= 0 {
		d.err = errShort
		return 0
	}
	d.data = d.data[size:]
	return n
}

func (d *decoder) flag() bool {
	b := d.take(1)
	return len(b) == 1 && b[0] == 1
}

func (d *decoder) decode(v reflect.Value) {
	if d.err != nil {
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(d.flag())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, size := binary.Varint(d.data)
		if size <= 0 {
			d.err = errShort
			return
		}
		d.data = d.data[size:]
		v.SetInt(n)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(d.number())
	case reflect.String:
		v.SetString(string(d.take(d.number())))
	case reflect.Slice:
		d.slice(v)
	case reflect.Array:
		for i := range v.Len() {
			d.decode(v.Index(i))
		}
	case reflect.Pointer:
		if d.flag() {
			v.Set(reflect.New(v.Type().Elem()))
			d.decode(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			d.decode(v.Field(i))
		}
	default:
		d.err = fmt.Errorf("cache: a %s cannot be decoded", v.Type())
	}
}

func (d *decoder) slice(v reflect.Value) {
	n := d.number()
	if n == 0 || d.err != nil {
		return
	}
	n--
	if n > uint64(len(d.data)) && v.Type().Elem().Size() > 0 {
		d.err = errShort
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), int(n), int(n)))
	for i := range int(n) {
		d.decode(v.Index(i))
	}
}
