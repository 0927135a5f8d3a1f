/// A provider that asks an HTTP service. The second line is how Gander finds it.
module org.example.acme {
  requires dev.gander.provider.kit;

  provides dev.gander.domain.provider.ProviderFactory with
      org.example.acme.AcmeProviderFactory;
}
