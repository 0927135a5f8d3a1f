/// A provider for an HTTP service. Gander finds it by the `provides` line.
module org.example.acme {
  requires dev.gander.provider.kit;

  provides dev.gander.domain.provider.ProviderFactory with
      org.example.acme.AcmeProviderFactory;
}
