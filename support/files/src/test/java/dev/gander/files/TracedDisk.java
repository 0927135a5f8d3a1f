package dev.gander.files;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A folder of the real file system that keeps a record of what is written, flushed and renamed
/// below it, in order: `write NAME`, `flush NAME`, `rename NAME to NAME`, the latter with `, not
/// atomically` if so.
final class TracedDisk extends FileSystemProvider {
  private final List<String> steps = new ArrayList<>();
  private final FileSystemProvider real;
  private final Path folder;
  private final FileSystem traced;

  TracedDisk(Path folder) {
    this.folder = folder;
    this.real = folder.getFileSystem().provider();
    this.traced = new TracedFileSystem();
  }

  /// The folder, as code that is to be traced must be given it.
  Path folder() {
    return traced(folder);
  }

  List<String> steps() {
    return List.copyOf(steps);
  }

  void note(String step) {
    steps.add(step);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    String name = path.getFileName().toString();
    return new TracedChannel(real.newFileChannel(real(path), options, attributes), name, this);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    real.move(real(source), real(target), options);
    boolean atomic = Arrays.asList(options).contains(StandardCopyOption.ATOMIC_MOVE);
    String step = "rename " + source.getFileName() + " to " + target.getFileName();
    note(atomic ? step : step + ", not atomically");
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  private Path traced(Path path) {
    return (Path)
        Proxy.newProxyInstance(
            Path.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (_, method, arguments) -> call(path, method, arguments));
  }

  private Object call(Path path, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getFileSystem")) {
      return traced;
    }
    try {
      Object[] real =
          arguments == null ? null : Arrays.stream(arguments).map(TracedDisk::bare).toArray();
      Object result = method.invoke(path, real);
      return result instanceof Path found ? traced(found) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object bare(Object argument) {
    return argument instanceof Path path ? real(path) : argument;
  }

  private static Path real(Path path) {
    return Path.of(path.toString());
  }

  @Override
  public String getScheme() {
    return "traced";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return traced;
  }

  @Override
  public Path getPath(URI uri) {
    return traced(Path.of(uri));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path dir, DirectoryStream.Filter<? super Path> filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
    real.createDirectory(real(dir), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    real.delete(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    real.copy(real(source), real(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real.isSameFile(real(path), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return real.readAttributes(real(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    real.setAttribute(real(path), name, value, options);
  }

  private final class TracedFileSystem extends FileSystem {
    private final FileSystem all = folder.getFileSystem();

    @Override
    public FileSystemProvider provider() {
      return TracedDisk.this;
    }

    @Override
    public Path getPath(String first, String... more) {
      return traced(all.getPath(first, more));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return all.supportedFileAttributeViews();
    }

    @Override
    public String getSeparator() {
      return all.getSeparator();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      throw new UnsupportedOperationException();
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
      throw new UnsupportedOperationException();
    }
  }
}
