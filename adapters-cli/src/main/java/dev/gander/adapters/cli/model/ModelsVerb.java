package dev.gander.adapters.cli.model;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.localmodel.LocalModel;
import dev.gander.application.api.localmodel.Presence;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.Program.Opened;
import dev.gander.application.api.program.Program.ShownWork;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.DownloadStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// `goosed models`.
@Command(
    name = "models",
    description = {
      "List, download and delete models that run on this machine.",
      "They chat with GOOSE_PROVIDER=local and nobody's account."
    })
public final class ModelsVerb {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int FAILURE = 1;

  private final Program program;

  ModelsVerb(Program program) {
    this.program = program;
  }

  @Command(
      description = {
        "List the models that are here, and those that are offered.",
        "A line has whether it is here, its size, and its id."
      })
  int list() {
    try (Opened opened = program.open()) {
      opened.useCases().localModels().list().list().forEach(it -> program.out().println(line(it)));
      program.out().flush();
      return ExitCode.OK;
    }
  }

  static String line(LocalModel model) {
    String presence =
        switch (model.presence()) {
          case Presence.Here _ -> "here";
          case Presence.Coming(DownloadProgress progress) -> (int) progress.percent() + " %";
          case Presence.Missing _ -> "-";
        };
    String size =
        model.size() == 0 ? "" : String.format(Locale.ROOT, "%.1f GB", model.size() / 1e9);
    String note = model.recommended() ? "  suits this machine" : "";
    return String.format(Locale.ROOT, "%-4s  %8s  %s%s", presence, size, model.stored().id(), note);
  }

  @Command(
      description = {
        "Download a model, and wait until it is here. Prints its id.",
        "It goes on where an earlier download has stopped; Ctrl-C keeps what is there."
      })
  int download(
      @Parameters(
              paramLabel = "<MODEL>",
              description = "author/name:quantization, as the list or the hub has it")
          String model)
      throws InterruptedException {
    program.onStop(Thread.currentThread()::interrupt);
    try (Opened opened = program.openWithLog("models")) {
      UseCases.LocalModels use = opened.useCases().localModels();
      String id = use.download().start(model);
      DownloadProgress end = awaitEnd(use, id);
      if (end.status() == DownloadStatus.COMPLETED) {
        program.out().println(id);
        program.out().flush();
        return ExitCode.OK;
      }
      program.err().println("Error: " + Objects.requireNonNullElse(end.error(), "cancelled"));
      return FAILURE;
    }
  }

  private DownloadProgress awaitEnd(UseCases.LocalModels use, String id)
      throws InterruptedException {
    DownloadProgress now = use.follow().progress(id);
    while (now.isRunning() && now.total() == 0) {
      Thread.sleep(PAUSE);
      now = use.follow().progress(id);
    }
    try (ShownWork _ =
        program.show("Download", now.total(), () -> use.follow().progress(id).downloaded())) {
      while (now.isRunning()) {
        Thread.sleep(PAUSE);
        now = use.follow().progress(id);
      }
    }
    return now;
  }

  @Command(description = "Delete the files of a model.")
  int delete(@Parameters(paramLabel = "<MODEL>", description = "its id") String model)
      throws InterruptedException {
    try (Opened opened = program.open()) {
      opened.useCases().localModels().delete().delete(model);
      program.err().println(model + " is deleted");
      return ExitCode.OK;
    }
  }
}
