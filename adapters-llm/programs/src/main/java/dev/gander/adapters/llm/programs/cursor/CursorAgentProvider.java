package dev.gander.adapters.llm.programs.cursor;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.programs.KnownConversation;
import dev.gander.adapters.llm.programs.OneAnswer;
import dev.gander.adapters.llm.programs.SystemText;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Uses Cursor Agent. It gets the whole conversation each time, answers in one piece and cannot
/// ask: it acts in mode `auto` only. A conversation that is too long for a command line has to be
/// summarised.
final class CursorAgentProvider implements Provider {
  private final InstalledProgram program;
  private final ClientEnvironment environment;
  private final RequestLog log;

  CursorAgentProvider(InstalledProgram program, ClientEnvironment environment, RequestLog log) {
    this.program = program;
    this.environment = environment;
    this.log = log;
  }

  @Override
  public String name() {
    return CursorAgentProviderFactory.NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return new OneAnswer(name(), program, arguments(request), Map.of(), "", () -> {})
        .stream(request, new CursorReading(request, environment), log, () -> {});
  }

  private static List<String> arguments(ProviderRequest request) {
    var _ = KnownConversation.newestText(request.messages(), "Cursor Agent");
    String prompt =
        SystemText.withoutExtensions(request.system())
            + "\n\n"
            + KnownConversation.transcript(request.messages());
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--model", request.model().modelName()));
    arguments.addAll(List.of("-p", prompt, "--output-format", "json"));
    if (request.workContext() != null && request.workContext().mode() == GooseMode.AUTO) {
      arguments.add("--force");
    }
    return arguments;
  }

  @Override
  public List<String> models() {
    return ProviderTable.metadata(name()).knownModels().stream().map(ModelInfo::name).toList();
  }

  @Override
  public boolean isAgent() {
    return true;
  }
}
