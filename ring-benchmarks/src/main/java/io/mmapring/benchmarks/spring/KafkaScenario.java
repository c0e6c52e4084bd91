package io.mmapring.benchmarks.spring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.kafka.support.SendResult;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.mmapring.benchmarks.scenario.Checksum;
import io.mmapring.benchmarks.scenario.Receiver;
import io.mmapring.benchmarks.scenario.Scenario;
import io.mmapring.benchmarks.scenario.Sender;

/**
 * Kafka as Spring uses it: a template that sends, a container that calls a listener for
 * each record, and a broker in the consumer's process, as tests have it. One partition,
 * and no settings but those that are needed.
 */
public final class KafkaScenario implements Scenario {

	private static final String TOPIC = "benchmark";

	/** Seldom enough to leave the cores to others. */
	private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);

	private @Nullable Path directory;

	private @Nullable EmbeddedKafkaBroker broker;

	private @Nullable Listening listening;

	private @Nullable DefaultKafkaProducerFactory<byte[], byte[]> sending;

	/** Starts nothing yet. */
	public KafkaScenario() {
		// the broker is started for the receiver
	}

	@Override
	public String name() {
		return "KafkaTemplate to listener container, embedded broker, each";
	}

	@Override
	public boolean betweenProcesses() {
		return true;
	}

	@Override
	public void open(Path directory) {
		this.directory = directory;
	}

	/** Where the consumer's process says how to reach its broker. */
	private Path address() {
		return Objects.requireNonNull(this.directory).resolve("broker");
	}

	@Override
	public Sender sender(int producer) {
		DefaultKafkaProducerFactory<byte[], byte[]> factory = new DefaultKafkaProducerFactory<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, read(address())), new ByteArraySerializer(),
				new ByteArraySerializer());
		this.sending = factory;
		KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(factory);
		Failures failures = new Failures();
		template.setProducerListener(failures);
		return (from, count) -> {
			for (long i = from; i < from + count; i++) {
				CompletableFuture<SendResult<byte[], byte[]>> sent = template.send(TOPIC, event(i));
				if (sent.isCompletedExceptionally()) {
					sent.join();
				}
			}
			failures.check();
		};
	}

	private static byte[] event(long i) {
		return ByteBuffer.allocate(LENGTH)
			.putLong(i)
			.putLong(Checksum.second(i))
			.putLong(Checksum.third(i))
			.putLong(Checksum.fourth(i))
			.array();
	}

	@Override
	public Receiver receiver(int consumer, Checksum checksum) {
		EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1, TOPIC);
		broker.afterPropertiesSet();
		this.broker = broker;
		write(address(), broker.getBrokersAsString());
		Listening listening = new Listening(broker.getBrokersAsString(), checksum);
		this.listening = listening;
		return listening;
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot read " + path + ": the receiver comes first", ex);
		}
	}

	private static void write(Path path, String text) {
		try {
			Files.writeString(path, text);
		}
		catch (IOException ex) {
			throw new IllegalStateException("cannot write " + path, ex);
		}
	}

	@Override
	public void close() {
		if (this.sending != null) {
			this.sending.destroy();
		}
		if (this.listening != null) {
			this.listening.container.stop();
		}
		if (this.broker != null) {
			this.broker.destroy();
		}
	}

	/**
	 * Keeps what failed later: without it the consumer would wait for events that never
	 * come.
	 */
	private static final class Failures implements ProducerListener<byte[], byte[]> {

		private volatile @Nullable Exception last;

		@Override
		public void onError(ProducerRecord<byte[], byte[]> event, @Nullable RecordMetadata metadata,
				@Nullable Exception exception) {
			this.last = exception;
		}

		void check() {
			Exception last = this.last;
			if (last != null) {
				throw new IllegalStateException("events were lost on their way to the broker", last);
			}
		}

	}

	/** Counts in the container's thread. */
	private static final class Listening implements Receiver, MessageListener<byte[], byte[]> {

		private final Checksum checksum;

		private final KafkaMessageListenerContainer<byte[], byte[]> container;

		private volatile long handled;

		private volatile long thread;

		private long seen;

		Listening(String brokers, Checksum checksum) {
			this.checksum = checksum;
			ContainerProperties properties = new ContainerProperties(TOPIC);
			properties.setGroupId("sums");
			properties.setMessageListener(this);
			this.container = new KafkaMessageListenerContainer<>(
					new DefaultKafkaConsumerFactory<>(
							Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
									ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
							new ByteArrayDeserializer(), new ByteArrayDeserializer()),
					properties);
			this.container.start();
		}

		@Override
		public void onMessage(ConsumerRecord<byte[], byte[]> event) {
			ByteBuffer bytes = ByteBuffer.wrap(event.value());
			this.checksum.add(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
			if (this.thread == 0) {
				this.thread = Thread.currentThread().getId();
			}
			// publishes the checksum to the thread that checks it in the end
			this.handled = this.checksum.events();
		}

		@Override
		public int receive() {
			long handled = this.handled;
			int taken = (int) (handled - this.seen);
			this.seen = handled;
			return taken;
		}

		@Override
		public void idle(int taken) {
			LockSupport.parkNanos(LOOK_NS);
		}

		@Override
		public long handler() {
			return this.thread;
		}

	}

}
