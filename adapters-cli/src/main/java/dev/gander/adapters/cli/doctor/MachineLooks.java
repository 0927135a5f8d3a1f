package dev.gander.adapters.cli.doctor;

import dev.gander.adapters.cli.server.ServerChoice;
import dev.gander.application.api.program.Program.Machine;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks at the machine itself. Changes nothing on it.
record MachineLooks(Machine machine) {
  private static final long FULL = 20L << 20;
  private static final long NEARLY_FULL = 500L << 20;

  List<Diagnosis> system() {
    String java = Runtime.version().toString();
    return List.of(Diagnosis.good("java", "Java " + java + " on " + machine.osName()), names());
  }

  /// Except on Windows, the JVM cannot name files with letters beyond ASCII without a locale.
  private Diagnosis names() {
    String names = System.getProperty("sun.jnu.encoding", "");
    return machine.osName().startsWith("Windows")
            || (Charset.isSupported(names) && Charset.forName(names).equals(StandardCharsets.UTF_8))
        ? Diagnosis.good("locale", "File names may have any letters")
        : Diagnosis.doubtful(
            "locale",
            "File names with letters beyond ASCII cannot be used: the locale is " + names,
            "Set LC_ALL=C.UTF-8");
  }

  List<Diagnosis> folders() {
    List<Diagnosis> found = new ArrayList<>();
    Path home = machine.paths().home();
    if (!Files.isDirectory(home)) {
      found.add(
          Diagnosis.doubtful(
              "home",
              "There is no home folder " + home,
              "Set HOME, or GOOSE_PATH_ROOT to a folder for everything that is kept"));
    }
    found.add(folder("config folder", machine.paths().config()));
    found.add(folder("data folder", machine.paths().data()));
    found.add(folder("state folder", machine.paths().state()));
    return found;
  }

  private static Diagnosis folder(String subject, Path folder) {
    Path there = nearest(folder);
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      return Diagnosis.wrong(
          subject,
          folder
              + " cannot be written: "
              + (there == null ? "nothing of it exists" : reason(there)),
          "Make it yours with chown and chmod, or set GOOSE_PATH_ROOT to another folder");
    }
    return room(subject, folder, there);
  }

  private static @Nullable Path nearest(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there;
  }

  private static String reason(Path there) {
    if (!Files.isDirectory(there)) {
      return there + " is no folder";
    }
    try {
      return Files.getFileStore(there).isReadOnly()
          ? "the file system is read-only"
          : there + " belongs to somebody else";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Diagnosis room(String subject, Path folder, Path there) {
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      String left = folder + " has " + (free >> 20) + " MB left";
      if (free < FULL) {
        return Diagnosis.wrong(subject, left, "Make room: nothing can be stored");
      }
      return free < NEARLY_FULL
          ? Diagnosis.doubtful(subject, left, "Make room before it is full")
          : Diagnosis.good(subject, left);
    } catch (IOException e) {
      return Diagnosis.doubtful(
          subject, folder + ": " + e.getMessage(), "Find out how much room there is");
    }
  }

  List<Diagnosis> privateFiles() {
    return Stream.of(machine.paths().secretsFile(), ServerChoice.keyFile(machine))
        .filter(Files::exists)
        .map(MachineLooks::privateFile)
        .toList();
  }

  private static Diagnosis privateFile(Path file) {
    return isOpen(file)
        ? Diagnosis.wrong("secrets", file + " can be read by others", "chmod 600 " + file)
        : Diagnosis.good("secrets", file + " is readable by its owner only");
  }

  private static boolean isOpen(Path file) {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return false;
    }
    try {
      Set<PosixFilePermission> all = view.readAttributes().permissions();
      return all.contains(PosixFilePermission.OTHERS_READ)
          || all.contains(PosixFilePermission.GROUP_READ);
    } catch (IOException _) {
      return false;
    }
  }
}
