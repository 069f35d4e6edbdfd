import BelfryIngest
import BelfryModel

/// A local time in eight bytes, and a time zone file that says which instant it is.
final class ZoneDoor: FuzzDoor {
    func take(_ input: UnsafeRawBufferPointer) {
        guard input.count >= 8 else { return }
        let local = Timestamp(nanoseconds: Int64(littleEndian: input.loadUnaligned(as: Int64.self)))
        do {
            let zone = try TimeZoneRule(tzif: Array(input[8...]))
            let instant = zone.instant(ofLocal: local, near: local)
            demand(instant == zone.instant(ofLocal: local, near: local), "one local time, two instants")
            _ = zone.offsetSeconds(at: .distantPast)
            _ = zone.offsetSeconds(at: instant)
        } catch {
            demand(!error.description.isEmpty, "a fault of a zone without a word")
        }
    }
}
