package dev.gander.adapters.cli.doctor;

import dev.gander.application.api.program.Program.Machine;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the threads of this user's running servers do, as the JDK's `jcmd` tells. A Java without it
/// says nothing.
record ServerThreads(Machine machine) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST = 8 << 20;

  /// A server of ours that runs.
  record Server(long pid) {}

  List<Server> servers() {
    String user = ProcessHandle.current().info().user().orElse("?");
    return ProcessHandle.allProcesses()
        .filter(it -> it.info().user().orElse("").equals(user) && isServer(it.info()))
        .map(it -> new Server(it.pid()))
        .toList();
  }

  private static boolean isServer(ProcessHandle.Info info) {
    List<String> arguments = List.of(info.arguments().orElse(new String[0]));
    return arguments.contains("dev.gander.bootstrap/dev.gander.bootstrap.Main")
        && (arguments.contains("agent") || arguments.contains("serve"));
  }

  String of(Server server) throws InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      return "This Java has no jcmd, which shows threads: " + jcmd;
    }
    List<String> arguments = List.of(String.valueOf(server.pid()), "Thread.print");
    try {
      return told(jcmd, arguments);
    } catch (IOException e) {
      return "The threads cannot be shown: " + e.getMessage();
    }
  }

  private String told(Path jcmd, List<String> arguments) throws IOException, InterruptedException {
    ChildProcess asking =
        ChildProcess.start(
            jcmd,
            arguments,
            Map.of("PATH", machine.variables().getOrDefault("PATH", "")),
            machine.workingDir(),
            ChildRecords.in(machine.paths().state()));
    try {
      byte[] bytes = asking.stdout().readNBytes(MOST);
      return new String(bytes, StandardCharsets.UTF_8) + asking.stderr();
    } finally {
      asking.stop(PATIENCE);
    }
  }
}
