/// The server, its filters and what all routes share; each feature has a package below.
@NullMarked
package dev.gander.adapters.http;

import org.jspecify.annotations.NullMarked;
