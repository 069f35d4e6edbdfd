/// Counts wrong tokens by address, so that guessing is slow: a pure table, time comes in with each call.
///
/// At most ``addressLimit`` addresses are remembered. Beyond it the one whose last guess is oldest is forgotten, which
/// helps only somebody who already guesses from that many addresses.
struct WrongTokenTable {
    static let addressLimit = 1_024
    private static let span: Int64 = 60 * 1_000_000_000

    private let guessesPerMinute: Int
    /// The times of the last guesses in nanoseconds, oldest first, at most `guessesPerMinute` an address.
    private var guesses: [String: [Int64]] = [:]

    /// Remembered addresses.
    var count: Int { guesses.count }

    init(guessesPerMinute: Int) {
        self.guessesPerMinute = guessesPerMinute
    }

    /// Seconds until the address may try again; nil where it may now.
    func secondsToWait(address: String, nowNanoseconds: Int64) -> Int? {
        guard let times = guesses[address], times.count >= guessesPerMinute, let oldest = times.first else {
            return nil
        }
        let remaining = oldest + Self.span - nowNanoseconds
        return remaining > 0 ? Int(remaining / 1_000_000_000) + 1 : nil
    }

    /// Notes a wrong token.
    mutating func record(address: String, nowNanoseconds: Int64) {
        if guesses[address] == nil, guesses.count >= Self.addressLimit {
            let oldest = guesses.min { ($0.value.last ?? .min) < ($1.value.last ?? .min) }
            if let oldest { guesses[oldest.key] = nil }
        }
        var times = guesses[address, default: []].filter { $0 + Self.span > nowNanoseconds }
        if times.count >= guessesPerMinute { times.removeFirst() }
        times.append(nowNanoseconds)
        guesses[address] = times
    }
}
