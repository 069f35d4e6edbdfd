// How many different values a window holds: exactly up to 124, to about 3 % beyond, in a kilobyte.
//
// A few values are kept as their hashes. More become HyperLogLog's registers (Flajolet, Fusy, Gandouet and Meunier, 2007),
// read by Ertl's estimator, which needs no correction for small or large numbers ("New cardinality estimation algorithms for
// HyperLogLog sketches", 2017, algorithm 6).
//
// The hash is the same in every run, as results must be. Who can choose readings could make them look fewer than they are,
// which they could by sending fewer as well.

import Glibc

/// A view of a distinct count in memory that its owner keeps; plain bits.
struct DistinctSketch: BitwiseCopyable {
    private static let precision = 10
    private static let registers = 1 << precision
    private static let few = (registers - MemoryLayout<UInt64>.stride * 4) / MemoryLayout<UInt64>.stride

    private let head: UnsafeMutablePointer<UInt64>
    private let memory: UnsafeMutableRawPointer

    static var byteCount: Int { MemoryLayout<UInt64>.stride + registers }

    init(memory: UnsafeMutableRawPointer) {
        self.head = memory.assumingMemoryBound(to: UInt64.self)
        self.memory = memory + MemoryLayout<UInt64>.stride
    }

    /// Makes it a sketch of no values.
    func clear() {
        head.initialize(to: 0)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.registers)
    }

    func add(_ value: Double) {
        // -0 is 0.
        add(hash: Self.hash(of: value == 0 ? 0 : value.bitPattern))
    }

    func merge(_ other: DistinctSketch) {
        if let hashes = other.hashes {
            for hash in hashes { add(hash: hash) }
            return
        }
        becomeDense()
        for register in 0..<Self.registers where other.dense[register] > dense[register] {
            dense[register] = other.dense[register]
        }
    }

    var count: Double {
        guard hashes == nil else { return Double(head.pointee) }
        return Self.estimate(dense)
    }
}

extension DistinctSketch {
    /// Marks that the registers are in use.
    private static var isDense: UInt64 { .max }

    private var dense: UnsafeMutablePointer<UInt8> { memory.assumingMemoryBound(to: UInt8.self) }

    /// The hashes of few values; nil where there are many.
    private var hashes: UnsafeMutableBufferPointer<UInt64>? {
        guard head.pointee != Self.isDense else { return nil }
        return UnsafeMutableBufferPointer(
            start: memory.assumingMemoryBound(to: UInt64.self),
            count: Int(head.pointee)
        )
    }

    private func add(hash: UInt64) {
        if let hashes {
            if hashes.contains(hash) { return }
            guard hashes.count == Self.few else {
                hashes.baseAddress?.advanced(by: hashes.count).initialize(to: hash)
                head.pointee += 1
                return
            }
            becomeDense()
        }
        let register = Int(hash >> (64 - UInt64(Self.precision)))
        // The bit behind the last one ends the count.
        let rest = hash << UInt64(Self.precision) | 1 << UInt64(Self.precision - 1)
        let rank = UInt8(truncatingIfNeeded: rest.leadingZeroBitCount + 1)
        if rank > dense[register] { dense[register] = rank }
    }

    private func becomeDense() {
        guard let hashes else { return }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: hashes.count) { former in
            _ = former.initialize(from: hashes)
            head.pointee = Self.isDense
            dense.update(repeating: 0, count: Self.registers)
            for hash in former { add(hash: hash) }
        }
    }

    /// SplitMix64's finaliser (Steele, Lea and Flood, 2014).
    private static func hash(of bits: UInt64) -> UInt64 {
        var mixed = bits &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static func estimate(_ dense: UnsafeMutablePointer<UInt8>) -> Double {
        let highest = 64 - precision
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: highest + 2) { numbers in
            numbers.initialize(repeating: 0)
            return estimate(dense, highest, numbers)
        }
    }

    /// - Parameter numbers: room for how many registers have each rank.
    private static func estimate(
        _ dense: UnsafeMutablePointer<UInt8>,
        _ highest: Int,
        _ numbers: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        for register in 0..<registers { numbers[min(Int(dense[register]), highest + 1)] += 1 }
        let size = Double(registers)
        var sum = size * tau(1 - numbers[highest + 1] / size)
        for rank in stride(from: highest, through: 1, by: -1) { sum = (sum + numbers[rank]) / 2 }
        sum += size * sigma(numbers[0] / size)
        return size * size / (2 * log(2) * sum)
    }

    private static func sigma(_ start: Double) -> Double {
        guard start < 1 else { return .infinity }
        var (value, weight, sum, last) = (start, 1.0, start, -1.0)
        while sum != last {
            last = sum
            value *= value
            sum += value * weight
            weight += weight
        }
        return sum
    }

    private static func tau(_ start: Double) -> Double {
        guard start > 0, start < 1 else { return 0 }
        var (value, weight, sum, last) = (start, 1.0, 1 - start, -1.0)
        while sum != last {
            last = sum
            value = value.squareRoot()
            weight /= 2
            sum -= (1 - value) * (1 - value) * weight
        }
        return sum / 3
    }
}
