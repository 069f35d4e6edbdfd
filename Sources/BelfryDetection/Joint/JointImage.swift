/// Plain values out of the bytes that they were written down as.
enum JointImage {
    /// - Precondition: the bytes come from this build of Belfry.
    /// - Returns: nil where they are no whole number of values.
    static func values<Value: BitwiseCopyable>(of bytes: [UInt8], as _: Value.Type) -> [Value]? {
        let stride = MemoryLayout<Value>.stride
        guard bytes.count.isMultiple(of: stride) else { return nil }
        return bytes.withUnsafeBytes { raw in
            stride == 0
                ? [] : (0..<raw.count / stride).map { raw.loadUnaligned(fromByteOffset: $0 * stride, as: Value.self) }
        }
    }
}
