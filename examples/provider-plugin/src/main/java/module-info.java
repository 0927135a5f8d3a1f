/// A provider that runs a program. Gander finds it by the `provides` line.
module org.example.program {
  requires dev.gander.domain;

  provides dev.gander.domain.provider.ProviderFactory with
      org.example.program.ProgramProviderFactory;
}
