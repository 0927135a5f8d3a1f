package dev.gander.adapters.cli.doctor;

import dev.gander.adapters.cli.server.ServerChoice;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.Program.Opened;
import dev.gander.domain.error.InvalidInput;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `goosed diagnose`.
@Command(
    name = "diagnose",
    description = {
      "Collect what whoever helps wants to see, in a zip file.",
      "It has versions, what goosed doctor says, the settings, schedules, the newest log of a server,"
          + " and what the threads of running servers do. It has no conversations, and secrets are"
          + " masked. Look into it before you send it."
    })
public final class DiagnoseVerb implements Callable<Integer> {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Program program;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<FILE>",
      description = "must not exist; gander-TIME.zip in the current folder without it")
  private @Nullable Path file;

  DiagnoseVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path chosen = file == null ? Path.of(usualName()) : file;
    Path target = program.machine().workingDir().resolve(chosen);
    try (Opened opened = program.open()) {
      SupportBundle bundle = bundle(opened.useCases());
      bundle.write(target);
    } catch (FileAlreadyExistsException _) {
      throw new InvalidInput(target + " exists already");
    }
    program.out().println(target);
    program.out().flush();
    return ExitCode.OK;
  }

  private String usualName() {
    return "gander-" + STAMP.format(program.machine().clock().instant()) + ".zip";
  }

  private SupportBundle bundle(UseCases use) throws InterruptedException {
    UnaryOperator<String> discreet = hiding(use);
    SupportBundle bundle = new SupportBundle(discreet);
    List<Diagnosis> found = new CheckUp(program.machine(), use).run(discreet);
    bundle.addDoctor(found);
    bundle.addReport(program, use.status().diagnostics().collect());
    ServerThreads threads = new ServerThreads(program.machine());
    for (ServerThreads.Server server : threads.servers()) {
      bundle.add("threads-" + server.pid() + ".txt", threads.of(server));
    }
    return bundle;
  }

  /// The key that the server of this machine keeps is nobody's setting.
  private UnaryOperator<String> hiding(UseCases use) {
    String key = ServerChoice.kept(program.machine()).orElse("");
    return text -> {
      String hidden = use.status().hideSecrets().in(text);
      return key.isEmpty() ? hidden : hidden.replace(key, "***");
    };
  }
}
