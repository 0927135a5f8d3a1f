package dev.gander.adapters.persistence.files;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/// The lock of `flock(2)`, which goose uses for its files; Java's own locks (`fcntl`) do not see
/// it. Calls never wait.
final class Flock {
  private static final int EXCLUSIVE = 2;
  private static final int WITHOUT_WAITING = 4;
  private static final int MODE = 0666;

  private final MethodHandle creat;
  private final MethodHandle flock;
  private final MethodHandle close;

  private Flock(MethodHandle creat, MethodHandle flock, MethodHandle close) {
    this.creat = creat;
    this.flock = flock;
    this.close = close;
  }

  /// Empty on systems that lack it, and when native access is forbidden.
  @SuppressWarnings("restricted")
  static Optional<Flock> find() {
    try {
      Linker linker = Linker.nativeLinker();
      SymbolLookup symbols = linker.defaultLookup();
      var twoNumbers =
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      var oneNumber = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
      var textAndNumber =
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
      Optional<MemorySegment> flock = symbols.find("flock");
      return flock.map(
          address ->
              new Flock(
                  linker.downcallHandle(symbols.findOrThrow("creat"), textAndNumber),
                  linker.downcallHandle(address, twoNumbers),
                  linker.downcallHandle(symbols.findOrThrow("close"), oneNumber)));
    } catch (IllegalCallerException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  /// Creates the file if it is missing and locks it.
  ///
  /// @return the argument for [#unlock]; empty when another process has the lock
  /// @throws IOException if the file cannot be created
  Optional<Integer> tryLock(Path file) throws IOException {
    int descriptor = create(file);
    if (descriptor < 0) {
      throw new IOException("the lock file " + file + " cannot be made");
    }
    if (called(() -> (int) flock.invokeExact(descriptor, EXCLUSIVE | WITHOUT_WAITING)) == 0) {
      return Optional.of(descriptor);
    }
    unlock(descriptor);
    return Optional.empty();
  }

  void unlock(int descriptor) {
    var _ = called(() -> (int) close.invokeExact(descriptor));
  }

  private int create(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(file.toString());
      return called(() -> (int) creat.invokeExact(name, MODE));
    }
  }

  private interface Call {
    int make() throws Throwable;
  }

  private static int called(Call call) {
    try {
      return call.make();
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the C library failed", e);
    }
  }
}
