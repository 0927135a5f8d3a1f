package dev.gander.adapters.cli.doctor;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.program.Program.Machine;
import dev.gander.domain.error.GanderException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Everything that is looked at. What cannot be looked at is wrong, and hinders nothing else.
final class CheckUp {
  /// One look, at one or more things.
  interface Look {
    List<Diagnosis> findings() throws InterruptedException;
  }

  private record Named(String subject, Look look) {}

  private final List<Named> looks;

  CheckUp(Machine machine, UseCases use) {
    MachineLooks here = new MachineLooks(machine);
    ConfigurationLooks configured = new ConfigurationLooks(machine, use);
    looks =
        List.of(
            new Named("machine", here::system),
            new Named("folders", here::folders),
            new Named("files", here::privateFiles),
            new Named("settings", configured::settings),
            new Named("provider", configured::provider),
            new Named("database", configured::database),
            new Named("extensions", configured::extensions),
            new Named("port", new PortLook(machine)));
  }

  /// @param discreet hides secrets
  List<Diagnosis> run(UnaryOperator<String> discreet) throws InterruptedException {
    List<Diagnosis> all = new ArrayList<>();
    for (Named named : looks) {
      all.addAll(findings(named));
    }
    return all.stream().map(it -> hidden(it, discreet)).toList();
  }

  private static List<Diagnosis> findings(Named named) throws InterruptedException {
    try {
      return named.look().findings();
    } catch (GanderException e) {
      return List.of(
          Diagnosis.wrong(named.subject(), e.text(), "Mend that, and run goosed doctor again"));
    }
  }

  private static Diagnosis hidden(Diagnosis finding, UnaryOperator<String> discreet) {
    String remedy = finding.remedy();
    return new Diagnosis(
        finding.grade(),
        finding.subject(),
        discreet.apply(finding.text()),
        remedy == null ? null : discreet.apply(remedy));
  }
}
