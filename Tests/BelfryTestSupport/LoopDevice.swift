import Foundation
import Glibc

/// An ext4 file system in a file, mounted in a folder: a disk that can be filled, broken and unplugged.
///
/// Unmounts itself and removes its file, whatever happens to it.
public final class LoopDevice {
    public let mountPoint: String
    private let image: String
    private let folder: String
    private var isMounted = false

    /// nil where this machine can mount; otherwise why it cannot, for the test to say when it is skipped.
    public static let obstacle: String? = {
        guard geteuid() == 0 else { return "mounting a loop device takes root" }
        guard let device = try? LoopDevice(megabytes: 8) else { return "this machine cannot mount a loop device" }
        guard FileManager.default.isWritableFile(atPath: (try? device.faultTrigger()) ?? "") else {
            return "this kernel's ext4 offers no trigger_fs_error"
        }
        return device.cutPower() ? nil : "this kernel's ext4 has no FS_IOC_SHUTDOWN"
    }()

    public static var isAvailable: Bool {
        if let obstacle { print("skipped: \(obstacle)") }
        return obstacle == nil
    }

    public init(megabytes: Int) throws {
        folder = NSTemporaryDirectory() + "/belfry-disk-" + UUID().uuidString
        image = folder + "/disk.img"
        mountPoint = folder + "/disk"
        try FileManager.default.createDirectory(atPath: mountPoint, withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: image))
        let file = try FileHandle(forUpdating: URL(filePath: image))
        try file.truncate(atOffset: UInt64(megabytes) << 20)
        try file.close()
        try Self.run("mkfs.ext4", "-q", "-F", "-m", "0", image)
        try mount()
    }

    deinit {
        unmount()
        try? FileManager.default.removeItem(atPath: folder)
    }

    public var database: String { mountPoint + "/belfry.db" }

    public func mount() throws {
        try Self.run("mount", "-o", "loop,errors=remount-ro", image, mountPoint)
        isMounted = true
    }

    /// Takes the file system away, lazily where somebody keeps a file open.
    public func unmount() {
        guard isMounted, !unmountSoon() else { return }
        isMounted = false
        _ = try? Self.run("umount", "-l", mountPoint)
    }

    /// Whether the file system is free within some seconds: a process that is just being started by another test holds
    /// every descriptor of this one until it runs.
    private func unmountSoon() -> Bool {
        for _ in 0..<500 {
            if unmountIfUnused() { return true }
            usleep(10_000)
        }
        return false
    }

    /// Whether nobody holds a file open, so that the file system could be checked and mounted again.
    public func unmountIfUnused() -> Bool {
        guard (try? Self.run("umount", mountPoint)) != nil else { return false }
        isMounted = false
        return true
    }

    /// `FS_IOC_SHUTDOWN` without flushing the log: what was not synced is gone, as behind a pulled plug, and every later
    /// write fails.
    ///
    /// Unlike a plug it is not one instant: a sync that runs at the same time may report success for what is then gone
    /// (seen on Linux 6.18). So only what was acknowledged before the call may be counted on.
    public func cutPower() -> Bool {
        let descriptor = open(mountPoint, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var withoutFlush: UInt32 = 2
        return ioctl(descriptor, 0x8004_587d, &withoutFlush) == 0
    }

    /// Mounts again after a power cut; ext4 replays its own log.
    public func restorePower() throws {
        // Mounted beside a file system that is still in use it would come up as that one, without power.
        guard unmountSoon() else { throw CocoaError(.fileLocking) }
        try mount()
    }

    /// What the kernel does when it finds the file system damaged: nothing may be written from now on.
    public func failToReadOnly() throws {
        try Data("damaged\n".utf8).write(to: URL(filePath: try faultTrigger()))
    }

    private func faultTrigger() throws -> String {
        let device = try Self.run("findmnt", "-n", "-o", "SOURCE", mountPoint)
        return "/sys/fs/ext4/\(device.split(separator: "/").last ?? "")/trigger_fs_error"
    }

    /// Fills the disk to the last block and returns what to remove to free it.
    public func fill() throws -> String {
        let path = mountPoint + "/ballast"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 0xaa, count: 4_096)
        while write(descriptor, block, block.count) > 0 {}
        fsync(descriptor)
        return path
    }

    @discardableResult
    private static func run(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
