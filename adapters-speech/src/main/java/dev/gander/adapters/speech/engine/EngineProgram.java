package dev.gander.adapters.speech.engine;

import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.process.TemporaryFolders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the program is started.
///
/// @param variables of this process
/// @param classPath its jars; none if it is not installed
/// @param main its main class
/// @param records where its processes are recorded while they run
/// @param temp where each gets a folder for its native libraries
public record EngineProgram(
    Map<String, String> variables,
    List<Path> classPath,
    String main,
    ChildRecords records,
    Path temp) {
  static final Path SHELL = Path.of("/bin/sh");

  /// Sets the limit where the system has one; the program runs in either case. In kilobytes.
  private static final String LIMITED = "ulimit -v \"$0\" 2>/dev/null; exec \"$@\"";

  private static final int HEAP_MEGABYTES = 256;

  /// What Java reserves without using it, and what the engine needs besides the model.
  private static final long BASE_KILOBYTES = 2L << 20;

  /// A model is read in pieces; its numbers are there once, and some are computed.
  private static final int TIMES_MODEL = 3;

  /// Where Windows has its libraries.
  private static final String SYSTEM = "SystemRoot";

  public EngineProgram {
    variables = Map.copyOf(variables);
    classPath = List.copyOf(classPath);
  }

  /// The program of whisper.cpp.
  public EngineProgram(
      Map<String, String> variables, List<Path> classPath, ChildRecords records, Path temp) {
    this(variables, classPath, "dev.gander.adapters.whisper.WhisperProgram", records, temp);
  }

  boolean isInstalled() {
    return !classPath.isEmpty();
  }

  /// Starts it with a model, in a folder of its own.
  EngineProcess start(ModelStamp model) throws IOException {
    Path folder = TemporaryFolders.create(temp, "gander-speech-");
    try {
      ChildProcess child = child(model, folder);
      return new EngineProcess(child, folder, model);
    } catch (IOException e) {
      TemporaryFolders.deleteWithFiles(folder);
      throw e;
    }
  }

  private ChildProcess child(ModelStamp model, Path folder) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> arguments = arguments(model.path(), folder);
    if (!Files.isExecutable(SHELL)) {
      return ChildProcess.start(java, arguments, environment(), folder, records);
    }
    long kilobytes = BASE_KILOBYTES + TIMES_MODEL * (model.size() >> 10);
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of("-c", LIMITED, Long.toString(kilobytes), java.toString()));
    limited.addAll(arguments);
    return ChildProcess.start(SHELL, limited, environment(), folder, records);
  }

  /// It keeps no files of its own, not even when it crashes.
  private List<String> arguments(Path model, Path folder) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-XX:CompressedClassSpaceSize=64m", "-XX:-UsePerfData"));
    command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-Djava.awt.headless=true"));
    command.add("-XX:ErrorFile=" + folder.resolve("crash.log"));
    command.addAll(List.of("-Djava.io.tmpdir=" + folder, "--enable-native-access=ALL-UNNAMED"));
    List<String> jars = classPath.stream().map(Path::toString).toList();
    command.addAll(List.of("-cp", String.join(File.pathSeparator, jars), main, model.toString()));
    return command;
  }

  /// Nothing else of ours. OpenMP's threads would wait for each other by spinning, which on a busy
  /// machine takes several times as long. The library would start a debugger when it aborts, if it
  /// found one.
  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(variables);
    environment.keySet().retainAll(Set.of(SYSTEM));
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("OMP_WAIT_POLICY", "passive");
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.put("PATH", "/dev/null");
    return environment;
  }
}
