public import BelfryModel

/// One mean with what the laws ask of it: when it began, whether it may be used, and whether somebody checked it.
///
/// Intuition: an hour is valid or it is not, and an invalid one is not a low one. Keeping the two apart is the whole
/// point: three hours above 200 with a calibration in between are not three hours in a row, and a day of 17 hours says
/// neither that the limit was kept nor that it was broken.
///
/// Limits: a window whose sensor has no known interval counts as complete, as ``WindowStanding`` has it. Values below
/// 0, which instruments near their detection limit do send, are valid.
///
/// Not done: to carry the unit. A state works in the unit of its ``AirStandard``, and the detector that feeds it has
/// converted once.
///
/// Source: Directive 2008/50/EC, annex XI, section A: criteria for checking validity.
public struct AirWindow: Hashable, Sendable, BitwiseCopyable {
    public var start: Timestamp
    /// The mean, in the unit of whoever asks; anything where the window is not valid.
    public var value: Double
    public var isValid: Bool
    public var status: DataStatus

    /// A window; a value that is no finite number makes it invalid.
    public init(start: Timestamp, value: Double, isValid: Bool = true, status: DataStatus = .provisional) {
        self.start = start
        self.value = value
        self.isValid = isValid && value.isFinite
        self.status = status
    }

    /// The mean of a closed window, valid where three quarters of its readings came.
    public init(_ window: ClosedWindow, status: DataStatus = .provisional) {
        self.init(
            start: window.start,
            value: window.count > 0 ? window.mean : .nan,
            isValid: window.standing == .complete && window.count > 0,
            status: status
        )
    }

    /// Nothing that could be used.
    public static func invalid(start: Timestamp) -> AirWindow {
        AirWindow(start: start, value: .nan, isValid: false)
    }
}

extension AirWindow {
    /// The same to the last bit, so that two invalid windows are the same.
    public static func == (left: AirWindow, right: AirWindow) -> Bool {
        left.start == right.start && left.isValid == right.isValid && left.status == right.status
            && left.value.bitPattern == right.value.bitPattern
    }

    /// Goes with ``==(_:_:)``.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(start)
        hasher.combine(value.bitPattern)
        hasher.combine(isValid)
        hasher.combine(status)
    }
}
