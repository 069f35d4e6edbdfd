internal import Glibc

/// The device below a folder: what the kernel has written to it since this was made, for whomever.
struct BlockDevice {
    private static let sectorBytes = 512

    private let statistics: String
    private let sectorsBefore: Int

    /// nil where the folder lies on no device of its own, as in memory or on an overlay.
    init?(folder: String) {
        var status = stat()
        guard stat(folder, &status) == 0 else { return nil }
        // As the C library packs both numbers (makedev(3)).
        let device = UInt64(status.st_dev)
        let major = device >> 32 & 0xFFFF_F000 | device >> 8 & 0xFFF
        let minor = device >> 12 & 0xFFFF_FF00 | device & 0xFF
        statistics = "/sys/dev/block/\(major):\(minor)/stat"
        sync()
        guard let sectors = Self.sectorsWritten(statistics) else { return nil }
        sectorsBefore = sectors
    }

    /// What the file system still holds back included.
    func bytesWritten() -> Int {
        sync()
        return ((Self.sectorsWritten(statistics) ?? sectorsBefore) - sectorsBefore) * Self.sectorBytes
    }

    /// The seventh field of <https://docs.kernel.org/block/stat.html>.
    private static func sectorsWritten(_ path: String) -> Int? {
        let fields = ProcText.read(path).split(whereSeparator: { $0 == " " || $0 == "\n" })
        return fields.count > 6 ? Int(fields[6]) : nil
    }
}
