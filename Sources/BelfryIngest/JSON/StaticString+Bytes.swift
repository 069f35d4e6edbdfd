extension StaticString {
    /// The bytes of a word of the source, to be compared with those of a message; they lie in the program for ever.
    var bytes: UnsafeBufferPointer<UInt8> {
        @inline(__always)
        get { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
    }
}
