/// Excel, Word and PDF files. Start with [dev.gander.adapters.office.OfficeTools].
@NullMarked
package dev.gander.adapters.office;

import org.jspecify.annotations.NullMarked;
