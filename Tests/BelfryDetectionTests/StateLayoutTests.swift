import Testing

@testable import BelfryDetection

/// Images hold states byte by byte and are compared so: a gap between two fields may hold anything.
@Suite struct StateLayoutTests {
    /// The air laws' state holds optionals, in which nobody can look for gaps.
    private static let kinds = KindTerms.Kind.allCases.filter { $0 != .airStandard }

    @Test(arguments: kinds)
    func noGapsBetweenFields(_ kind: KindTerms.Kind) {
        func gap<Machine: DetectorMachine>(_ machine: Machine.Type) -> Int {
            MemoryLayout<Machine>.size - bytes(ofFields: zeroed(machine))
        }
        #expect(
            gap(kind.machine) == 0,
            "bytes of \(kind.machine) that belong to no field: smallest fields last, or name them"
        )
    }

    /// Every state is valid in zeroes, which stand for a first case, `false` or 0.
    private func zeroed<Value: BitwiseCopyable>(_: Value.Type) -> Value {
        withUnsafeTemporaryAllocation(
            byteCount: MemoryLayout<Value>.size,
            alignment: MemoryLayout<Value>.alignment
        ) { bytes in
            bytes.initializeMemory(as: UInt8.self, repeating: 0)
            return bytes.load(as: Value.self)
        }
    }

    private func bytes(ofFields value: Any) -> Int {
        func size<Value>(_: Value) -> Int { MemoryLayout<Value>.size }
        let mirror = Mirror(reflecting: value)
        let isMadeOfFields =
            (mirror.displayStyle == .struct || mirror.displayStyle == .tuple) && !mirror.children.isEmpty
        guard isMadeOfFields else { return _openExistential(value, do: size) }
        return mirror.children.reduce(0) { $0 + bytes(ofFields: $1.value) }
    }
}
