package dev.gander.application.model;

import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.signin.TokenCache;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The providers with a sign-in, and where each one's tokens are stored.
public final class SignIns {
  private final List<SignIn> all;

  /// Providers that store their tokens in the same place.
  ///
  /// @param providers at least one; the first represents all
  public record SignIn(TokenCache cache, List<ProviderFactory> providers) {
    public SignIn {
      providers = List.copyOf(providers);
    }

    public List<String> names() {
      return providers.stream().map(ProviderFactory::name).toList();
    }

    /// Whether signing in replaces a key.
    public boolean replacesKey() {
      return providers.getFirst().signInReplacesKey();
    }

    /// Whether the sign-in replaces this key.
    public boolean replaces(String key) {
      return replacesKey()
          && providers.getFirst().metadata().configKeys().stream()
              .anyMatch(it -> it.secret() && it.name().equals(key));
    }
  }

  private SignIns(List<SignIn> all) {
    this.all = all;
  }

  /// @throws IllegalStateException if two of them could reach each other's tokens by accident: in
  ///   two places of one folder
  static SignIns of(Collection<ProviderFactory> factories) {
    Map<TokenCache, List<ProviderFactory>> sharing = new LinkedHashMap<>();
    Map<String, TokenCache> owners = new LinkedHashMap<>();
    for (ProviderFactory factory : factories) {
      Optional<TokenCache> cache = factory.tokenCache();
      if (cache.isEmpty()) {
        continue;
      }
      TokenCache owner = owners.putIfAbsent(cache.get().topFolder(), cache.get());
      if (owner != null && !owner.equals(cache.get())) {
        throw new IllegalStateException(
            "Provider '"
                + factory.name()
                + "' keeps tokens in "
                + cache.get().place()
                + ", too near to "
                + owner.place());
      }
      sharing.computeIfAbsent(cache.get(), _ -> new ArrayList<>()).add(factory);
    }
    return new SignIns(
        sharing.entrySet().stream()
            .map(entry -> new SignIn(entry.getKey(), entry.getValue()))
            .toList());
  }

  /// Each token cache once, in the order of its first provider.
  public List<SignIn> all() {
    return all;
  }

  /// Empty for a provider that stores no tokens.
  public Optional<SignIn> find(String provider) {
    return all.stream().filter(signIn -> signIn.names().contains(provider)).findFirst();
  }
}
