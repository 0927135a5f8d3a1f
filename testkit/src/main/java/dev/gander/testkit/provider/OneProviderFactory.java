package dev.gander.testkit.provider;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import java.util.List;

/// Offers one provider that exists already, without keys. Its usual model is `small`.
///
/// @param title the name for people
public record OneProviderFactory(Provider provider, String title) implements ProviderFactory {
  /// With the title `Scripted`.
  public OneProviderFactory(Provider provider) {
    this(provider, "Scripted");
  }

  @Override
  public ProviderMetadata metadata() {
    return new ProviderMetadata(
        provider.name(), title, "", "small", null, List.of(), "", List.of());
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return provider;
  }
}
