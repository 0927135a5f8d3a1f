package dev.gander.adapters.llm.programs;

import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.WorkContext;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.log.RequestLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that is started for one answer and ends with it.
///
/// @param provider the provider whose program it is
/// @param variables in addition to our own
/// @param input the whole input of the program
/// @param whenEnded runs when the program has gone
public record OneAnswer(
    String provider,
    InstalledProgram program,
    List<String> arguments,
    Map<String, String> variables,
    String input,
    Runnable whenEnded) {

  /// @param whenOver runs after a complete answer
  public ProviderStream stream(
      ProviderRequest request, ProgramReading reading, RequestLog log, Runnable whenOver)
      throws InterruptedException {
    JsonProgram running = start(request);
    running.sendText(input);
    running.endInput();
    JsonObject asked =
        JsonObject.builder()
            .put("arguments", JsonArray.ofTexts(arguments))
            .put("input", Json.of(input))
            .build();
    return new ProgramAnswer(
            running,
            reading,
            log.start(request.model(), JsonText.bytes(asked)),
            () -> {
              running.end();
              whenOver.run();
            })
        .begun();
  }

  private JsonProgram start(ProviderRequest request) throws InterruptedException {
    boolean started = false;
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before " + provider + " was asked");
      }
      WorkContext place = request.workContext();
      Path folder = place == null ? program.folderOf(provider) : place.folder();
      JsonProgram running = program.start(arguments, folder, variables);
      started = true;
      running.whenEnded(whenEnded);
      return running;
    } finally {
      if (!started) {
        whenEnded.run();
      }
    }
  }
}
