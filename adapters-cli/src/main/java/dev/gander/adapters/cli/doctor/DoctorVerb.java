package dev.gander.adapters.cli.doctor;

import dev.gander.adapters.cli.doctor.Diagnosis.Grade;
import dev.gander.adapters.cli.help.TerminalText;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.Program.Opened;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `goosed doctor`.
@Command(
    name = "doctor",
    description = {
      "Find out what is wrong with this machine, and say what to do about it.",
      "Looks at folders, settings, the provider, the database, extensions and the port, and changes"
          + " nothing. It asks no service."
    },
    exitCodeList = {
      "0:nothing is wrong",
      "1:something is",
      "2:the arguments make no sense",
      "130:it was interrupted"
    })
public final class DoctorVerb implements Callable<Integer> {
  private static final int SOMETHING_IS_WRONG = 1;

  private final Program program;

  @Option(names = "--json", description = "as JSON")
  private boolean isJson;

  DoctorVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Diagnosis> findings;
    try (Opened opened = program.open()) {
      UseCases use = opened.useCases();
      findings = new CheckUp(program.machine(), use).run(use.status().hideSecrets()::in);
    }
    boolean isGood = findings.stream().noneMatch(it -> it.grade() == Grade.WRONG);
    program.out().print(isJson ? JsonText.pretty(json(findings, isGood)) + "\n" : text(findings));
    program.out().flush();
    return isGood ? ExitCode.OK : SOMETHING_IS_WRONG;
  }

  static JsonObject json(List<Diagnosis> findings, boolean isGood) {
    return JsonObject.builder()
        .put("good", isGood)
        .put("findings", JsonArray.of(findings, Diagnosis::json))
        .build();
  }

  private static String text(List<Diagnosis> findings) {
    StringBuilder text = new StringBuilder();
    for (Diagnosis finding : findings) {
      text.append(mark(finding.grade())).append(' ').append(finding.subject()).append(": ");
      text.append(TerminalText.line(finding.text())).append('\n');
      if (finding.remedy() != null) {
        text.append("    -> ").append(TerminalText.line(finding.remedy())).append('\n');
      }
    }
    return text.toString();
  }

  private static String mark(Grade grade) {
    return switch (grade) {
      case GOOD -> "ok";
      case DOUBTFUL -> "!!";
      case WRONG -> "XX";
    };
  }
}
