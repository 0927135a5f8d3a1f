/// The tools for office documents. A plug-in: users of the port find it as a service.
module dev.gander.adapters.office {
  requires dev.gander.domain;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires dev.gander.process;
  requires java.desktop; // pictures
  requires org.apache.pdfbox;
  requires org.apache.poi.ooxml;
  requires org.apache.poi.poi;
  // PDFBox is an automatic module: what it needs must be named here.
  requires org.apache.commons.logging;
  requires org.apache.fontbox;
  requires org.apache.pdfbox.io;
  requires static org.jspecify;

  provides dev.gander.domain.extension.DocumentTools with
      dev.gander.adapters.office.OfficeTools;
}
