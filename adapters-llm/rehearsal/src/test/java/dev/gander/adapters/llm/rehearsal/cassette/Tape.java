package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Tool;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A cassette of a test: something to record, and to play.
record Tape(Path file, List<String> secrets) {
  static ProviderFactory making(Provider provider) {
    return making(_ -> provider);
  }

  static ProviderFactory making(Function<ProviderSettings, Provider> maker) {
    return new ProviderFactory() {
      @Override
      public ProviderMetadata metadata() {
        return new ProviderMetadata(
            "some", "Some", "A provider", "m", null, List.of(), "", List.of());
      }

      @Override
      public Provider create(ProviderSettings settings) {
        return maker.apply(settings);
      }
    };
  }

  static ProviderRequest asking(String model, String system, Message... messages) {
    Tool tool = new Tool("shell", "runs a command", JsonObject.EMPTY, JsonObject.EMPTY);
    return new ProviderRequest(
        ModelConfig.of(model), "20260304_1", system, List.of(messages), List.of(tool));
  }

  static ProviderRequest asking(String text) {
    return asking("m", "You are a test.", user(text));
  }

  static Message user(String text) {
    return Message.user("u", 1, new Content.Text(text));
  }

  /// Records answers to one request, and tells what was heard meanwhile.
  void record(ProviderRequest request, ScriptedAnswer... answers) throws InterruptedException {
    ScriptedProvider scripted = new ScriptedProvider();
    Stream.of(answers).forEach(scripted::answer);
    Provider provider = provider(scripted);
    for (ScriptedAnswer _ : answers) {
      try {
        hear(provider, request);
      } catch (ProviderException _) {
        // Recorded, which is what is asked for.
      }
    }
  }

  Provider provider(Provider provider) {
    return recording().provider(making(provider), TestSettings.of());
  }

  Recording recording() {
    return new Recording(CassetteFile.open(file), () -> secrets);
  }

  /// A provider that plays it.
  Provider player() {
    return new ReplayProviderFactory().create(TestSettings.of("REPLAY_FILE", file.toString()));
  }

  List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }

  static List<Delta> hear(Provider provider, ProviderRequest request) throws InterruptedException {
    try (ProviderStream stream = provider.stream(request)) {
      return ProviderContract.drain(stream);
    }
  }

  static String text(Provider provider, ProviderRequest request) throws InterruptedException {
    return ProviderContract.text(ProviderContract.messages(hear(provider, request)));
  }
}
