package dev.gander.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Windows ends when this process ends, however it ends: children that were put in, and all
/// that they start from then on. Nobody else has a handle of the job, and it ends with its last
/// one.
///
/// This process is not in it, so that a browser which it opens for the user stays.
final class JobObject {
  private static final System.Logger LOG = System.getLogger(JobObject.class.getName());

  /// `JOBOBJECT_EXTENDED_LIMIT_INFORMATION` of 64 bits: its number and size in bytes, and where its
  /// flags are.
  private static final int LIMITS = 9;

  private static final int SIZE_OF_LIMITS = 144;
  private static final int PLACE_OF_FLAGS = 16;

  /// `KILL_ON_JOB_CLOSE`, and `BREAKAWAY_OK` for what is to stay on purpose.
  private static final int FLAGS = 0x2000 | 0x0800;

  /// `PROCESS_SET_QUOTA` and `PROCESS_TERMINATE`.
  private static final int RIGHTS = 0x0100 | 0x0001;

  private final MethodHandle openProcess =
      function(JAVA_LONG, "OpenProcess", JAVA_INT, JAVA_INT, JAVA_INT);
  private final MethodHandle assign =
      function(JAVA_INT, "AssignProcessToJobObject", JAVA_LONG, JAVA_LONG);
  private final MethodHandle closeHandle = function(JAVA_INT, "CloseHandle", JAVA_LONG);
  private final long job;

  private JobObject() {
    MethodHandle create = function(JAVA_LONG, "CreateJobObjectW", JAVA_LONG, JAVA_LONG);
    job = called(() -> (long) create.invokeExact(0L, 0L));
    MethodHandle set =
        function(JAVA_INT, "SetInformationJobObject", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limits = arena.allocate(SIZE_OF_LIMITS, Long.BYTES);
      limits.set(JAVA_INT, PLACE_OF_FLAGS, FLAGS);
      if (called(() -> (int) set.invokeExact(job, LIMITS, limits, SIZE_OF_LIMITS)) == 0) {
        throw new IllegalStateException("a job object cannot be set up");
      }
    }
    // With a number that no process has: the first time takes long.
    var _ = hasTaken(0);
  }

  /// To be asked for before a child starts, since making it takes longer than a child takes to
  /// start others, which would not be in it. Empty if the system refuses it.
  static Optional<JobObject> ofThisProcess() {
    return Optional.ofNullable(Own.JOB);
  }

  /// Made for the first child, and never closed by us.
  private static final class Own {
    static final @Nullable JobObject JOB = make();

    private static @Nullable JobObject make() {
      try {
        return new JobObject();
      } catch (IllegalArgumentException
          | IllegalCallerException
          | IllegalStateException
          | NoSuchElementException
          | UnsupportedOperationException e) {
        LOG.log(Level.WARNING, "children live on if this process is killed", e);
        return null;
      }
    }
  }

  /// Puts in a child that has just started, and what it has started meanwhile: on a busy machine it
  /// may be faster than we are. One that has ended already cannot be put in.
  void take(Process child) {
    if (!hasTaken(child.pid()) && child.isAlive()) {
      LOG.log(
          Level.WARNING,
          "process {0} lives on if this process is killed: the system did not put it into our job",
          Long.toString(child.pid()));
    }
    // One look: what it starts from now on is in the job by itself.
    child.descendants().forEach(descendant -> hasTaken(descendant.pid()));
  }

  private boolean hasTaken(long pid) {
    int number = (int) pid;
    long child = called(() -> (long) openProcess.invokeExact(RIGHTS, 0, number));
    boolean hasTaken = called(() -> (int) assign.invokeExact(job, child)) != 0;
    var _ = called(() -> (int) closeHandle.invokeExact(child));
    return hasTaken;
  }

  /// @param result the layout of a handle, or of a `BOOL` (`JAVA_INT`)
  @SuppressWarnings("restricted")
  private static MethodHandle function(
      MemoryLayout result, String name, MemoryLayout... arguments) {
    MemorySegment address =
        SymbolLookup.libraryLookup("kernel32", Arena.global()).findOrThrow(name);
    return Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(result, arguments));
  }

  private interface Call {
    long make() throws Throwable;
  }

  private static long called(Call call) {
    try {
      return call.make();
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the system failed", e);
    }
  }
}
