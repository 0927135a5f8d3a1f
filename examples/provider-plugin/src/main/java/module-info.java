/// A provider that asks a program. The second line is how Gander finds it.
module org.example.program {
  requires dev.gander.domain;

  provides dev.gander.domain.provider.ProviderFactory with
      org.example.program.ProgramProviderFactory;
}
