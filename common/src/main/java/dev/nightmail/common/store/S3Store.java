package dev.nightmail.common.store;

import dev.nightmail.common.storage.Content;
import dev.nightmail.common.storage.ObjectGoneException;
import dev.nightmail.common.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in a bucket, of which nothing is in memory but a part on its way. */
public final class S3Store implements ObjectStore {

    private static final String OBJECTS = "v1/";

    private final S3Bucket bucket;

    S3Store(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * The bucket that settings name.
     *
     * @throws IllegalArgumentException that names those that are missing or wrong
     */
    public static S3Store of(StorageConfig.S3 settings) {
        return new S3Store(S3Bucket.open(settings));
    }

    @Override
    public void put(String key, Content content) throws IOException {
        try (var upload = new S3Upload(bucket, key)) {
            content.writeTo(new OpenOutputStream(upload));
            upload.finish();
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        var wanted = GetObjectRequest.builder().bucket(bucket.name()).key(key).build();
        var found =
                bucket.ask(client -> {
                    try {
                        return Optional.<InputStream>of(client.getObject(wanted));
                    } catch (NoSuchKeyException gone) {
                        return Optional.<InputStream>empty();
                    }
                });
        return found.orElseThrow(() -> new ObjectGoneException("there is no such object"));
    }

    @Override
    public void delete(String key) throws IOException {
        bucket.ask(client -> client.deleteObject(one -> one.bucket(bucket.name()).key(key)));
    }

    /** A page may be empty, and others follow it. */
    @Override
    public List<String> list(String after, int atMost) throws IOException {
        var request =
                ListObjectsV2Request.builder()
                        .bucket(bucket.name())
                        .prefix(OBJECTS)
                        .startAfter(after.isEmpty() ? OBJECTS : after)
                        .maxKeys(atMost);
        var page = bucket.ask(client -> client.listObjectsV2(request.build()));
        while (page.contents().isEmpty() && page.isTruncated()) {
            request.continuationToken(page.nextContinuationToken());
            page = bucket.ask(client -> client.listObjectsV2(request.build()));
        }
        return page.contents().stream().map(S3Object::key).toList();
    }

    @Override
    public void discardUnfinished(Instant before) throws IOException {
        var page = unfinished(Optional.empty());
        discard(page, before);
        while (page.isTruncated()) {
            page = unfinished(Optional.of(page));
            discard(page, before);
        }
    }

    private ListMultipartUploadsResponse unfinished(Optional<ListMultipartUploadsResponse> last)
            throws IOException {
        return bucket.ask(client ->
                client.listMultipartUploads(these -> {
                    these.bucket(bucket.name()).prefix(OBJECTS);
                    last.ifPresent(page ->
                            these.keyMarker(page.nextKeyMarker())
                                    .uploadIdMarker(page.nextUploadIdMarker()));
                }));
    }

    private void discard(ListMultipartUploadsResponse page, Instant before) throws IOException {
        for (MultipartUpload upload : page.uploads()) {
            if (upload.initiated().isBefore(before)) {
                bucket.ask(client ->
                        client.abortMultipartUpload(one ->
                                one.bucket(bucket.name())
                                        .key(upload.key())
                                        .uploadId(upload.uploadId())));
            }
        }
    }
}
