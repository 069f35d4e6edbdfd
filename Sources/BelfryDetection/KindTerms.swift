/// What one kind of detector is asked, behind the name of the kind.
///
/// ```
///   room   ─ Terms of the kind ─  the largest fit
///   kind   climatology            1 byte
/// ```
/// An enum with a payload would say the same, but Swift copies such an enum whole to look into it, and what the largest kind
/// asks is six times what a threshold does: the usual rules of a city were measured at 70 ns a reading with it and 40 without.
struct KindTerms: Sendable, BitwiseCopyable {
    /// The kinds of detector, in the order of their coming.
    enum Kind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
        case threshold, rateOfChange, silence, flatLine, grossRange, clock, anomaly, member, shift
        case airStandard, airIndex, carbonMonoxideDose, flood, crowd, acoustic, noisePeriod
        case spike, variation, climatology, noHits, declaredFault, wrongWay
    }

    private typealias Room = InlineArray<22, UInt64>

    /// Stands first, so that a pointer to the whole is one to what is asked.
    private var room = Room(repeating: 0)
    let kind: Kind

    /// The terms of a kind; those of another are a mistake of the caller.
    init<Terms: Hashable & BitwiseCopyable>(_ kind: Kind, _ terms: Terms) {
        precondition(kind.machine.termsType == Terms.self, "terms of another kind of detector")
        precondition(MemoryLayout<Terms>.size <= MemoryLayout<Room>.size, "the terms of a detector outgrew their room")
        assert(MemoryLayout<KindTerms>.offset(of: \.room) == 0, "what is asked does not stand first")
        self.kind = kind
        // Unsafe: the room is larger than the terms and aligned for words, as they are.
        withUnsafeMutableBytes(of: &room) { $0.storeBytes(of: terms, as: Terms.self) }
    }

    /// The terms of the kind that this is.
    func load<Terms: BitwiseCopyable>(as type: Terms.Type) -> Terms {
        // Unsafe: ``init(_:_:)`` has stored a value of the type.
        withUnsafeBytes(of: room) { $0.load(as: type) }
    }
}

extension UnsafePointer<KindTerms> {
    /// The terms where they lie; only those of ``KindTerms/kind`` are there.
    @inline(__always)
    func terms<Terms: BitwiseCopyable>(_ type: Terms.Type) -> Terms {
        // Unsafe: ``KindTerms/init(_:_:)`` has stored a value of the type first of all.
        UnsafeRawPointer(self).assumingMemoryBound(to: type).pointee
    }
}

extension KindTerms: Hashable {
    // By what is asked and not by bytes, of which some lie between fields.

    static func == (left: KindTerms, right: KindTerms) -> Bool {
        func isSame<Machine: DetectorMachine>(_ machine: Machine.Type) -> Bool {
            left.load(as: Machine.Terms.self) == right.load(as: Machine.Terms.self)
        }
        return left.kind == right.kind && isSame(left.kind.machine)
    }

    func hash(into hasher: inout Hasher) {
        func combine<Machine: DetectorMachine>(_ machine: Machine.Type, into hasher: inout Hasher) {
            hasher.combine(load(as: Machine.Terms.self))
        }
        hasher.combine(kind)
        combine(kind.machine, into: &hasher)
    }
}

extension DetectorMachine {
    fileprivate static var termsType: any Any.Type { Terms.self }
}
