package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import java.util.List;

/// Short questions.
final class DatabricksRequests {
  private DatabricksRequests() {}

  static ProviderRequest hello(String model) {
    return new ProviderRequest(
        ModelConfig.of(model),
        "s1",
        "You are a test.",
        List.of(Message.user("u1", 1, new Content.Text("hello"))),
        List.of());
  }
}
