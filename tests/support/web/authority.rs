//! The authority that vouches for the hosts of the web, and the certificates that it would not vouch for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

/// What is wrong with a host's certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    Expired,
    NotYetValid,
    WrongName,
    SelfSigned,
    UnknownIssuer,
}

/// The authority that vouches for all hosts.
#[derive(Debug)]
pub(super) struct Authority {
    pub(super) pem: String,
    issuer: Issuer<'static, KeyPair>,
    unknown: Issuer<'static, KeyPair>,
    key: KeyPair,
    flawed: HashMap<String, Flaw>,
    known: Mutex<HashMap<String, Arc<CertifiedKey>>>,
}

fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

impl Authority {
    pub(super) fn new(flawed: HashMap<String, Flaw>) -> Self {
        let key = KeyPair::generate().unwrap();
        let params = authority("The authority of the tests");
        let pem = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        let unknown = Issuer::new(authority("Nobody knows"), KeyPair::generate().unwrap());
        Self { pem, issuer, unknown, key: KeyPair::generate().unwrap(), flawed, known: Mutex::default() }
    }

    pub(super) fn into_config(self) -> Arc<ServerConfig> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        Arc::new(builder.with_no_client_auth().with_cert_resolver(Arc::new(self)))
    }

    fn certify(&self, host: &str) -> CertifiedKey {
        let flaw = self.flawed.get(host).copied();
        let name = if flaw == Some(Flaw::WrongName) { "another.example" } else { host };
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        match flaw {
            Some(Flaw::Expired) => params.not_after = date_time_ymd(2020, 1, 1),
            Some(Flaw::NotYetValid) => params.not_before = date_time_ymd(2090, 1, 1),
            _ => {}
        }
        let certificate = match flaw {
            Some(Flaw::SelfSigned) => params.self_signed(&self.key),
            Some(Flaw::UnknownIssuer) => params.signed_by(&self.key, &self.unknown),
            _ => params.signed_by(&self.key, &self.issuer),
        };
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        let key = rustls::crypto::ring::sign::any_supported_type(&key).unwrap();
        CertifiedKey::new(vec![certificate.unwrap().der().clone()], key)
    }
}

impl ResolvesServerCert for Authority {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let host = hello.server_name()?.to_owned();
        let mut known = self.known.lock().unwrap();
        Some(Arc::clone(known.entry(host.clone()).or_insert_with(|| Arc::new(self.certify(&host)))))
    }
}
