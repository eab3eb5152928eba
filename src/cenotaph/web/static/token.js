// Asks a token for a new key or for a signature, and puts its answer into the form.
"use strict";

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
const hexOf = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const MINUTES = 60_000;

const asks = {
  create: async ({ challenge, user, name, algorithms }) => {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: bytesOf(challenge),
        rp: { name: "Cenotaph" },
        user: { id: bytesOf(user), name, displayName: name },
        pubKeyCredParams: algorithms.split(" ").map((alg) => ({ type: "public-key", alg: Number(alg) })),
        attestation: "none",
        timeout: 5 * MINUTES,
      },
    });
    return { client_data: made.response.clientDataJSON, attestation: made.response.attestationObject };
  },
  get: async ({ challenge, credential }) => {
    const { response } = await navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(challenge),
        allowCredentials: [{ type: "public-key", id: bytesOf(credential) }],
        timeout: 5 * MINUTES,
      },
    });
    return { client_data: response.clientDataJSON, authenticator_data: response.authenticatorData, signature: response.signature };
  },
};

const able = window.PublicKeyCredential && /[a-z]/i.test(location.hostname);
for (const form of document.querySelectorAll("form[data-token]")) {
  form.querySelector("button").disabled = !able;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      for (const [field, bytes] of Object.entries(await asks[form.dataset.token](form.dataset))) form.elements[field].value = hexOf(bytes);
      form.submit();
    } catch (fault) {
      document.getElementById("said").textContent = fault.message;
    }
  });
}
if (!able && document.querySelector("form[data-token]")) document.getElementById("no-token").hidden = false;
