import collections
import sys

sys.path.insert(0,'/tmp/tools')
import numpy as np
import scipy.sparse as sp
from b import gold, match, src
from scipy.optimize import minimize

from cenotaph.extract.cascade import parse_sentences
from cenotaph.extract.linear import LinearModel
from cenotaph.extract.ranking import choose, find_ruled
from cenotaph.extract.ranking import see_pairs as weigh
from cenotaph.text import find_dateline, load_lexicon, split_sentences

lex=load_lexicon('en')
def pairs_of(d):
    T=d['text'];S=parse_sentences(T,split_sentences(T,lex),find_dateline(T,lex),lex)
    return weigh(S,find_ruled(S,lex),lex)
def labels(d,pairs):
    keys={}
    for p,f in pairs: keys.setdefault((p.draft.victims.start,p.draft.victims.end,p.harm),[]).append(p)
    rows=[dict(victims=[a,b],harm=h) for a,b,h in keys]
    m={j:i for i,j in match(d['claims'],rows)}
    lab={}
    for j,(k,ps) in enumerate(keys.items()):
        if j in m:
            g=d['claims'][m[j]]; ev=g.get('evidence')
            e0,e1=ev if isinstance(ev,list) else (0,0)
            for p in ps:
                c=p.sentence.chunks[p.cue].span if p.cue>=0 else None
                inside = c is None or not ev or (c.start>=e0-2 and c.end<=e1+2)
                lab[id(p)]=1 if inside else -1
            if all(lab[id(p)]<0 for p in ps):
                for p in ps: lab[id(p)]=1
        else:
            for p in ps: lab[id(p)]=0
    return [lab[id(p)] for p,f in pairs], len(m)
def build(docs):
    data=[];covered=0
    for d in docs:
        ps=pairs_of(d);l,c=labels(d,ps);covered+=c
        data.append((d,ps,l))
    return data,covered
def fit(data,l2=1.0,minc=2):
    cnt=collections.Counter(f for d,ps,l in data for (p,fs),y in zip(ps,l) if y>=0 for f in fs)
    names=[f for f,c in cnt.items() if c>=minc];ix={f:i for i,f in enumerate(names)}
    r=[];c=[];Y=[];n=0
    for d,ps,l in data:
        for (p,fs),y in zip(ps,l):
            if y<0: continue
            for f in fs:
                if f in ix: r.append(n);c.append(ix[f])
            Y.append(y);n+=1
    X=sp.csr_matrix((np.ones(len(r)),(r,c)),shape=(n,len(names)));Y=np.array(Y,float)
    def obj(w):
        z=X@w[1:]+w[0];p=1/(1+np.exp(-np.clip(z,-50,50)))
        L=-(Y*np.log(p+1e-12)+(1-Y)*np.log(1-p+1e-12)).sum()+.5*l2*(w[1:]**2).sum()
        g=p-Y
        return L,np.r_[g.sum(),X.T@g+l2*w[1:]]
    w=minimize(obj,np.zeros(len(names)+1),jac=True,method='L-BFGS-B',options=dict(maxiter=300)).x
    W={f:float(round(v,3)) for f,v in zip(names,w[1:]) if abs(v)>=.01};W['bias']=float(round(w[0],3))
    return W
def predict(W,ps,claim,possible=0.05):
    for p,f in ps: p.draft.probability=None
    M=LinearModel(W)
    return choose([p for p,f in ps],[M.probability(f) for p,f in ps],claim,possible)
def rows(drafts): return [dict(victims=[x.victims.start,x.victims.end],harm=x.harm,low=x.count.low,high=x.count.high,p=x.probability) for x in drafts]
def folds(data,k=10):
    g=collections.defaultdict(list)
    for x in data: g[src(x[0]['doc']) if not x[0]['doc'].startswith(('lee','tst','seed')) else x[0]['doc'].split('-')[0]].append(x)
    # whole sources; a very large source is its own fold
    bins=[[] for _ in range(k)]
    for s,xs in sorted(g.items(),key=lambda z:-sum(len(x[1]) for x in z[1])):
        min(bins,key=lambda b:sum(len(x[1]) for x in b)).extend(xs)
    return bins
if __name__=='__main__':
    batches=sys.argv[1].split(',');l2=float(sys.argv[2]) if len(sys.argv)>2 else 1.0
    data,cov=build(list(gold(batches)))
    G=sum(len(d['claims']) for d,_,_ in data)
    print('docs',len(data),'gold',G,'covered',cov,round(cov/G,3),'pairs',sum(len(p) for _,p,_ in data),'pos',sum(y==1 for _,_,l in data for y in l))
    B=folds(data);held=[]
    for i in range(len(B)):
        W=fit([x for j,b in enumerate(B) if j!=i for x in b],l2)
        for x in B[i]: held.append((x,W))
    for th in (.3,.35,.4,.45,.5,.55,.6):
        t=collections.Counter();by=collections.defaultdict(collections.Counter)
        for (d,ps,l),W in held:
            r=predict(W,ps,th);m=match(d['claims'],rows(r.claims));mp=match(d['claims'],rows(r.claims+r.possible))
            for k in ('all',):
                t['g']+=len(d['claims']);t['p']+=len(r.claims);t['f']+=len(m);t['c']+=len(mp);t['np']+=len(r.possible)
        P=t['f']/t['p'];R=t['f']/t['g'];print(th,f"P {P:.3f} R {R:.3f} F1 {2*P*R/(P+R):.3f} covered by possible {t['c']/t['g']:.3f} n possible {t['np']}")
