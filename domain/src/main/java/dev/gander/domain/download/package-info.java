/// Downloads of large files, such as models for text and speech. Start at
/// [dev.gander.domain.download.FileDownloads].
@NullMarked
package dev.gander.domain.download;

import org.jspecify.annotations.NullMarked;
