import BelfryModel

/// How often a series speaks, learnt from its gaps, and how long it may reasonably be quiet.
///
/// Intuition: what matters is not the typical gap but the gap that a random instant falls into. Ten readings in a burst
/// every ten minutes have nine tiny gaps and one long one, yet nearly every instant lies in the long one. Weighting each
/// gap by its own length says just that, and needs three sums:
/// ```
///   cadence  c  = Σg² / Σg               mean of the length-weighted gaps
///   spread   s² = Σg³ / Σg − c²          their variance
///   gaps     n  = (Σg)² / Σg²            how many gaps of that length have been seen
///   timeout     = max(missed × c,  c + 8 s) × (1 + 4 / n)
/// ```
/// A regular sender has s ≈ 0 and is missed after about `missed` intervals. A sender at random (exponential gaps of mean
/// m) has c = 2m and s = 1.4 m: the timeout is 13 m, passed by one gap in a million. One that loses every tenth message
/// is given five intervals. The factor 1 + 4/n is caution while little is known.
///
/// Limits: nothing is known before ``minimumGaps`` and ``minimumSpanSeconds``. Sums are halved once they hold
/// ``rememberedGaps``: a slower pace is learnt from its first gaps, a faster one within some hundreds. A gap that was a
/// silence counts as twice the timeout at most: a dead sensor hardly teaches us to wait, an irregular one soon does.
///
/// Not done: a profile by time of day; a sender that pauses each night is reported each night unless its rule says
/// otherwise.
struct LearntCadence: BitwiseCopyable {
    static let minimumGaps = 8.0
    static let minimumSpanSeconds = 8.0
    static let rememberedGaps = 64.0
    /// Readings that arrive closer together than this are one delivery.
    static let burstNanoseconds: Int64 = 200 * Nanoseconds.perMillisecond
    private static let spreads = 8.0
    private static let caution = 4.0

    private var sum = 0.0
    private var sumOfSquares = 0.0
    private var sumOfCubes = 0.0

    /// Takes in a gap; `seconds` > 0, at most twice the timeout where there is one.
    mutating func learn(gapSeconds seconds: Double) {
        sum += seconds
        sumOfSquares += seconds * seconds
        sumOfCubes += seconds * seconds * seconds
        guard sum * sum > Self.rememberedGaps * sumOfSquares else { return }
        sum /= 2
        sumOfSquares /= 2
        sumOfCubes /= 2
    }

    /// The learnt interval in seconds; nil while too little is known.
    var cadenceSeconds: Double? {
        guard sum >= Self.minimumSpanSeconds, sum * sum >= Self.minimumGaps * sumOfSquares * (1 - 1e-9) else {
            return nil
        }
        return sumOfSquares / sum
    }

    /// How many seconds may pass before the silence means something; nil while too little is known.
    func timeoutSeconds(missedIntervals: Double) -> Double? {
        guard let cadence = cadenceSeconds else { return nil }
        let variance = max(0, sumOfCubes / sum - cadence * cadence)
        let gaps = sum * sum / sumOfSquares
        return max(missedIntervals * cadence, cadence + Self.spreads * variance.squareRoot())
            * (1 + Self.caution / gaps)
    }
}
