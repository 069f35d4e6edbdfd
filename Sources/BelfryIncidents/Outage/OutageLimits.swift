import BelfryModel

/// When silences are one outage.
enum OutageLimits {
    /// Sensors of a site, or of an agency in a zone.
    static let sensors = 5
    /// Sensors of an agency, from at least so many zones; or from none.
    static let agencySensors = 10
    static let agencyZones = 3
    /// How far apart silences of one outage begin, besides twice the sensor's own interval.
    static let spanNanoseconds = 2 * Nanoseconds.perMinute
    /// How long sensors have to come back after their broker has.
    static let returnNanoseconds = 5 * Nanoseconds.perMinute
    /// Series of one sensor, as far as counting sensors is worth while.
    static let seriesPerSensor = 16
    /// Sensors that a text names.
    static let namedSensors = 5
}
