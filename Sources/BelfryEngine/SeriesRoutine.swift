import BelfryDetection
import BelfryModel
import BelfryWindows

/// All that a routine reading asks and changes of its series, but for the windows' newest spans: one cache line.
///
/// A routine reading may be compared with limits, comes in order and before anything is due, and its value says nothing to
/// any detector that is spared such values: nearly every reading. What it would change elsewhere is left open; it can be
/// told from here until the series is settled, which comes before anything else is done with it.
///
/// ```
///   routine   routine   routine │ settle │ a late reading, a deadline, a snapshot…
///   ── isOpen ──────────────────│        │
/// ```
struct SeriesRoutine: BitwiseCopyable {
    var windows: WindowHead
    /// Late deliveries in a row that agree on how far the sensor's clock was set back; see ``ClockSuspicion``.
    var suspicions: UInt8 = 0
    /// Detectors that see even a routine reading; they stand first.
    let eagerCount: UInt16
    /// Several in one byte, since the line is full.
    private var marks: UInt8 = 0
    var lastQuality = Quality.unknown
    /// The next instant of the arrival clock at which a window closes or a detector has something to say.
    var deadline = Timestamp.distantFuture
    var watermark = Watermark()
    var lastValue = 0.0
    /// What says nothing to the other detectors.
    var band = QuietBand.everything

    init(windows: WindowHead, eagerCount: UInt16) {
        self.windows = windows
        self.eagerCount = eagerCount
    }

    /// Whether routine readings have come since the series was settled.
    var isOpen: Bool {
        get { marks & 1 != 0 }
        set { marks = newValue ? marks | 1 : marks & ~1 }
    }

    /// Whether what the sensor says is in doubt, and nothing is routine; see Evaluator+Health.
    var isFaulty: Bool {
        get { marks & 2 != 0 }
        set { marks = newValue ? marks | 2 : marks & ~2 }
    }

    /// Whether the series is catching up with the present, and nothing is routine; see ``Backlog``.
    var isCatchingUp: Bool {
        get { marks & 4 != 0 }
        set { marks = newValue ? marks | 4 : marks & ~4 }
    }
}
