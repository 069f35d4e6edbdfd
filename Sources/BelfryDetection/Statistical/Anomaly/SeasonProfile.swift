import BelfryModel

/// What is usual at a time of the day and of the week.
///
/// ```
///   half hours of weekdays │ half hours of weekend days        and, after a week, what each hour of the week differs by
///   48 means               │ 48 means                          168 corrections, held back until they are borne out
/// ```
/// A reading is unusual only where no prediction explains it: the least of the residuals counts.
struct SeasonProfile: BitwiseCopyable {
    /// What is left of a value.
    struct Residual {
        /// Beside every prediction that there is.
        var least: Float
        /// Beside the time of day.
        var plain: Float
        fileprivate var half: Int
        fileprivate var hour: Int
        fileprivate var hasOwn: Bool
    }

    private var means = InlineArray<96, Float>(repeating: 0)
    private var counts = InlineArray<96, UInt16>(repeating: 0)
    private var corrections = InlineArray<168, Float>(repeating: 0)
    private var visits = InlineArray<168, UInt8>(repeating: 0)
    /// The hour of the week of the last reading.
    private var lastHour: UInt32 = 255

    /// What is left of a value at a time; `slowMean` stands in where the time of day is not known yet.
    func residual(
        of value: Float,
        at time: Timestamp,
        offsetSeconds: Int,
        besides slowMean: Float,
        _ pace: ReadingPace
    ) -> Residual {
        let seconds = Nanoseconds.floorDivide(time.nanoseconds, by: Nanoseconds.perSecond) + Int64(offsetSeconds)
        let day = Nanoseconds.floorDivide(seconds, by: 86_400)
        let half = Int((seconds - day * 86_400) / 1_800)
        // 1970-01-01 was a Thursday.
        let weekday = Int(((day % 7) + 7) % 7)
        let isWeekend = weekday == 2 || weekday == 3
        let place = isWeekend ? half + 48 : half
        let needed = rowsPerHalf(pace) * 0.5
        let hasOwn = Float(counts[place]) >= needed
        let hasWeekday = Float(counts[half]) >= needed
        var plain = value - (hasOwn ? means[place] : hasWeekday ? means[half] : slowMean)
        if isWeekend, hasOwn, hasWeekday, (value - means[half]).magnitude < plain.magnitude {
            plain = value - means[half]
        }
        let hour = min(167, weekday * 24 + half / 2)
        let known = Int(visits[hour]) - (UInt32(hour) == lastHour ? 1 : 0)
        var least = plain
        if pace.days > 7, known >= 1, (plain - corrections[hour]).magnitude < plain.magnitude {
            least = plain - corrections[hour]
        }
        return Residual(least: least, plain: plain, half: place, hour: hour, hasOwn: hasOwn)
    }

    mutating func learn(_ value: Float, _ residual: Residual, _ pace: ReadingPace) {
        let rows = rowsPerHalf(pace)
        let (half, hour) = (residual.half, residual.hour)
        let left = residual.hasOwn ? value - means[half] : residual.plain
        if UInt32(hour) != lastHour {
            if visits[hour] < .max { visits[hour] += 1 }
            lastHour = UInt32(hour)
        }
        let trust = max(0.042, 1 / (Float(visits[hour]) + 4)) / max(1, 3_600 / pace.cadenceSeconds)
        corrections[hour] += min(0.5, trust) * (left - corrections[hour])
        let count = Float(counts[half])
        if count == 0 {
            means[half] = value
        } else {
            let share = count < rows ? 1 / (count + 1) : max(0.068_082_6, 1 / (count / rows + 1)) / rows
            means[half] += share * (value - means[half])
        }
        if counts[half] < .max { counts[half] += 1 }
    }

    private func rowsPerHalf(_ pace: ReadingPace) -> Float { max(1, 1_800 / pace.cadenceSeconds) }
}
