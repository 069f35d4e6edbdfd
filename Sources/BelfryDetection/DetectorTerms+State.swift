// How much room a detector's state takes, and what is in it at first.

extension DetectorTerms {
    /// What the state of one series takes, in whole words.
    public var stateBytes: Int { (Self.size(of: asked.kind.machine) + 7) / 8 * 8 }

    /// Changes with how states lie in memory, so that what another build wrote down is not taken for this one's.
    public static let memoryFormat: Int = KindTerms.Kind.allCases.reduce(JointImage.memoryFormat) {
        $0 &* 1_000_003 &+ size(of: $1.machine)
    }

    private static func size<Machine: DetectorMachine>(of machine: Machine.Type) -> Int { MemoryLayout<Machine>.size }
}

extension UnsafePointer<DetectorTerms> {
    /// Makes ``DetectorTerms/stateBytes`` bytes, aligned for words, the state of a series that has seen nothing.
    public func layState(at bytes: UnsafeMutableRawPointer) {
        visit(Laying(), at: bytes)
    }
}

private struct Laying: DetectorVisitor {
    typealias Outcome = Void

    @inline(__always)
    func visit<Machine: DetectorMachine>(_ machine: UnsafeMutablePointer<Machine>, _ terms: Machine.Terms) {
        machine.initialize(to: Machine(terms))
    }
}
