/// Downloads over HTTP that continue where they stopped. Start at
/// [dev.gander.adapters.local.download.HttpDownloads].
@NullMarked
package dev.gander.adapters.local.download;

import org.jspecify.annotations.NullMarked;
